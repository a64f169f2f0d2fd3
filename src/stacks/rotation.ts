import { Construct } from "constructs";

import type { Environment } from "../config/environment";
import { knowsPassword, redeployedServices } from "../config/rotation";
import type { Cluster } from "../constructs/containers/cluster";
import type { PostgresInstance } from "../constructs/database/postgres-instance";
import type { AwsLocation } from "../constructs/iam/aws-location";
import { Redeployment } from "../constructs/rotation/redeployment";
import type { EncryptionKey } from "../constructs/secrets/encryption-key";
import type { Names } from "../naming/names";
import type { Application } from "./application";

export interface RotationProps {
  readonly environment: Environment;
  readonly names: Names;
  readonly location: AwsLocation;
  readonly encryptionKey: EncryptionKey;
  readonly cluster: Cluster;
  readonly database: PostgresInstance | undefined;
  readonly applications: ReadonlyMap<string, Application>;
}

const logRetentionDays = 30;

/** How new values of secrets reach the tasks that use them. */
export class Rotation extends Construct {
  public constructor(
    scope: Construct,
    id: string,
    private readonly props: RotationProps,
  ) {
    super(scope, id);
    const { environment, names, cluster, location, encryptionKey } = props;
    const services = redeployedServices(environment);
    if (services.length === 0) return;
    const redeployment = new Redeployment(this, "redeployment", {
      name: names.of("redeployment"),
      roleName: names.of("redeploymentRole"),
      triggerRoleName: names.of("redeploymentTriggerRole"),
      logs: { groupName: names.of("redeploymentLogGroup"), retentionDays: logRetentionDays, encryptionKey },
      clusterName: cluster.resource.name,
      location,
    });
    for (const key of services) this.follow(redeployment, key);
  }

  private follow(redeployment: Redeployment, key: string): void {
    const { environment, names, database, applications } = this.props;
    const application = applications.get(key);
    if (!application) return;
    const service = environment.services[key];
    redeployment.follow({
      service: application.service,
      secretArns: [
        ...Object.values(application.secrets.arns),
        ...(database && service && knowsPassword(service, environment.database) ? [database.secretArn] : []),
      ],
      ruleName: names.of("redeploymentRule", { service: key }),
    });
  }
}
