import { Construct } from "constructs";

import type { Environment } from "../config/environment";
import { redeployedServices } from "../config/redeployed-services";
import type { Cluster } from "../constructs/containers/cluster";
import type { AwsLocation } from "../constructs/iam/aws-location";
import type { AlarmTopic } from "../constructs/observability/alarm-topic";
import { EventNotice } from "../constructs/observability/event-notice";
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
  readonly applications: ReadonlyMap<string, Application>;
  /** Notified of services whose tasks could not be replaced. */
  readonly topic: AlarmTopic;
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
    this.tellOfFailures(redeployment);
  }

  /** Step Functions Developer Guide, "Automating Step Functions event delivery with EventBridge". */
  private tellOfFailures(redeployment: Redeployment): void {
    const { names, topic } = this.props;
    new EventNotice(this, "failed-redeployments", {
      name: names.of("eventRule", { key: "failed-redeployments" }),
      description: "Services whose tasks could not be replaced after a secret got a new value",
      topic,
      pattern: {
        source: ["aws.states"],
        "detail-type": ["Step Functions Execution Status Change"],
        detail: { status: ["ABORTED", "FAILED", "TIMED_OUT"], stateMachineArn: [redeployment.stateMachine.arn] },
      },
      paths: { execution: "$.detail.executionArn" },
      message:
        "A secret has a new value, but the tasks that have the old one could not be replaced. `aws stepfunctions describe-execution --execution-arn <execution>` says of which service, and why; replace them with `aws ecs update-service --force-new-deployment`.",
    });
  }

  private follow(redeployment: Redeployment, key: string): void {
    const { names, applications } = this.props;
    const application = applications.get(key);
    if (!application) return;
    redeployment.follow({
      service: application.service,
      secretArns: Object.values(application.secretArns),
      ruleName: names.of("redeploymentRule", { service: key }),
    });
  }
}
