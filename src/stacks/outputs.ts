import { TerraformOutput } from "cdktf";
import { Construct } from "constructs";

import type { Environment } from "../config/environment";
import { hostsOf } from "../config/routes";
import type { Cluster } from "../constructs/containers/cluster";
import type { PostgresInstance } from "../constructs/database/postgres-instance";
import type { Application } from "./application";
import type { LoadBalancers } from "./load-balancers";

export interface Published {
  readonly environment: Environment;
  readonly loadBalancers: LoadBalancers;
  readonly cluster: Cluster;
  readonly database: PostgresInstance | undefined;
  readonly applications: ReadonlyMap<string, Application>;
}

/** What people and pipelines ask an environment for; `terraform output` and `cdktf output` show it. */
export function publishOutputs(
  stack: Construct,
  { environment, loadBalancers, cluster, database, applications }: Published,
): void {
  const ofEach = <T>(value: (application: Application) => T): Record<string, T> =>
    Object.fromEntries([...applications].map(([key, application]) => [key, value(application)]));
  const outputs: Record<string, { value: unknown; description: string }> = {
    load_balancers: {
      description: "DNS name of each load balancer",
      value: Object.fromEntries([...loadBalancers.all()].map(([key, { resource }]) => [key, resource.dnsName])),
    },
    hosts: {
      description: "Every host that is answered",
      value: Object.keys(environment.loadBalancers).flatMap((key) => hostsOf(environment, key)),
    },
    cluster: { description: "Name of the ECS cluster", value: cluster.resource.name },
    services: { description: "Name of each ECS service", value: ofEach(({ service }) => service.resource.name) },
    task_definition_families: {
      description: "Family of each task definition",
      value: ofEach(({ taskDefinition }) => taskDefinition.resource.family),
    },
    repositories: {
      description: "Where each service's images are pushed",
      value: ofEach(({ image }) => image.repositoryUrl),
    },
    image_parameters: {
      description: "The parameter that names each service's image",
      value: ofEach(({ image }) => image.parameter.name),
    },
    secrets: { description: "ARNs of each service's secrets", value: ofEach(({ secrets }) => secrets.arns) },
    ...(database && {
      database_endpoint: { description: "Host and port of the database", value: database.resource.endpoint },
      database_secret: {
        description: "ARN of the secret that RDS keeps the master password in",
        value: database.secretArn,
      },
    }),
  };
  const scope = new Construct(stack, "outputs");
  for (const [id, { value, description }] of Object.entries(outputs))
    new TerraformOutput(scope, id, { value, description, staticId: true });
}
