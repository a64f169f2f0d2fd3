import { TerraformOutput } from "cdktf";
import { Construct } from "constructs";

import { isPipelineManaged } from "../config/deployment";
import type { Environment } from "../config/environment";
import { allHostsOf } from "../config/routes";
import { platformContainers } from "../config/platform-containers";
import type { Service } from "../config/service";
import type { Cluster } from "../constructs/containers/cluster";
import type { PostgresInstance } from "../constructs/database/postgres-instance";
import { ParameterImage } from "../constructs/registry/parameter-image";
import type { IImage } from "../constructs/registry/image";
import { literal } from "../terraform/literal";
import type { Application } from "./application";
import { releasesAtStart } from "./containers";
import type { Delivery } from "./delivery";
import type { LoadBalancers } from "./load-balancers";
import type { Observability } from "./observability";
import type { StaticAssets } from "./static-assets";
import type { Monitoring } from "./monitoring";

export interface Published {
  readonly environment: Environment;
  readonly loadBalancers: LoadBalancers | undefined;
  readonly staticAssets: StaticAssets | undefined;
  readonly cluster: Cluster;
  readonly database: PostgresInstance | undefined;
  readonly applications: ReadonlyMap<string, Application>;
  readonly monitoring: Monitoring;
  readonly delivery: Delivery;
  readonly observability: Observability;
}

/** What people and pipelines ask an environment for; `terraform output` and `cdktf output` show it. */
export function publishOutputs(
  stack: Construct,
  {
    environment,
    loadBalancers,
    staticAssets,
    cluster,
    database,
    applications,
    monitoring,
    delivery,
    observability,
  }: Published,
): void {
  /** A value of each application that has one. */
  const ofEach = <T>(value: (application: Application, key: string) => T | undefined): Record<string, T | undefined> =>
    Object.fromEntries(
      [...applications]
        .map(([key, application]) => [key, value(application, key)] as const)
        .filter(([, one]) => one !== undefined),
    );
  const ofEachService = (value: (service: Service) => unknown): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(environment.services)
        .map(([key, service]) => [key, value(service)] as const)
        .filter(([, one]) => one !== undefined),
    );
  const outputs: Record<string, { value: unknown; description: string }> = {
    load_balancers: {
      description: "DNS name of each load balancer",
      value: Object.fromEntries(
        [...(loadBalancers?.all() ?? [])].map(([key, { resource }]) => [key, resource.dnsName]),
      ),
    },
    hosts: {
      description: "Every host that is answered",
      value: allHostsOf(environment),
    },
    ...(staticAssets && {
      static_assets: {
        description: "Host of the static assets, the bucket to upload them to, and the distribution to invalidate",
        value: {
          host: staticAssets.host,
          bucket: staticAssets.bucket.resource.bucket,
          distribution: staticAssets.distribution.resource.id,
        },
      },
    }),
    dashboard: { description: "Where the console shows the dashboard", value: observability.dashboard.url },
    cluster: { description: "Name of the ECS cluster", value: cluster.resource.name },
    services: { description: "Name of each ECS service", value: ofEach(({ service }) => service.resource.name) },
    task_definition_families: {
      description: "Family of each task definition",
      value: ofEach(({ taskDefinition }) => taskDefinition.resource.family),
    },
    tasks: {
      description: "The commands of each service that are run in tasks of their own",
      value: ofEachService(commandsOf),
    },
    skipped_releases: {
      description: "What takes the release's place, where it runs at every start, in tasks that are run by hand",
      value: ofEachService(skippedReleaseOf),
    },
    repositories: {
      description: "Where each service's images are pushed",
      value: ofEach(({ repository }) => repository?.url),
    },
    image_parameters: {
      description: "The parameter that names each service's image",
      value: ofEach(({ image }, key) =>
        isDeployedByTerraform(environment, key) ? imageParameterOf(image) : undefined,
      ),
    },
    secrets: { description: "ARNs of each service's secrets", value: ofEach(({ secretArns }) => secretArns) },
    alarm_topic: {
      description: "ARN of the topic that tells of alarms, failed deployments and spent budgets",
      value: monitoring.topic.arn,
    },
    ...(delivery.blueGreen.size > 0 && {
      deployment_groups: {
        description: "CodeDeploy deployment group of each blue/green service, which is also its application",
        value: Object.fromEntries([...delivery.blueGreen].map(([key, { group }]) => [key, group.deploymentGroupName])),
      },
    }),
    ...(delivery.pipeline && {
      pipeline_role: {
        description: "ARN of the role in which the pipeline deploys",
        value: delivery.pipeline.role.arn,
      },
    }),
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

/** Whether Terraform deploys a service. */
function isDeployedByTerraform({ services }: Environment, key: string): boolean {
  const service = services[key];
  return service !== undefined && !isPipelineManaged(service.deployment);
}

function imageParameterOf(image: IImage): string | undefined {
  return image instanceof ParameterImage ? image.parameter.name : undefined;
}

function commandsOf({ release, tasks }: Service): Record<string, string[]> | undefined {
  const commands = { ...(release && { [platformContainers.release]: release }), ...tasks };
  if (Object.keys(commands).length === 0) return undefined;
  return Object.fromEntries(Object.entries(commands).map(([name, { command }]) => [name, command.map(literal)]));
}

function skippedReleaseOf(service: Service): string[] | undefined {
  return releasesAtStart(service) ? service.release?.skipCommand.map(literal) : undefined;
}
