import { Construct } from "constructs";

import type { AwsLocation } from "../iam/aws-location";
import type { AlarmTopic } from "./alarm-topic";
import { EventNotice, type EventNoticeProps } from "./event-notice";
import { inPatterns, numbered } from "./event-patterns";

export interface FailedDeploymentsProps {
  /** The name of a rule, by what it is about. */
  readonly nameOf: (concern: string) => string;
  readonly topic: AlarmTopic;
  readonly location: AwsLocation;
  /** Whose services' rolling deployments are watched. */
  readonly clusterName: string;
  /** CodeDeploy applications whose deployments are watched. */
  readonly codeDeployApplications: readonly string[];
}

/**
 * Tells a topic of every deployment that fails: a rolling one that the circuit breaker or an alarm takes back, and a
 * blue/green one that fails, or that an alarm or an operator stops (Amazon ECS, "Service deployment state change events";
 * AWS CodeDeploy, "Monitoring deployments with Amazon CloudWatch Events").
 *
 * Costs nothing: events of AWS services are free.
 */
export class FailedDeployments extends Construct {
  public constructor(
    scope: Construct,
    id: string,
    private readonly props: FailedDeploymentsProps,
  ) {
    super(scope, id);
    this.watchRolling(props);
    this.watchBlueGreen(props);
  }

  private watchRolling({ location: { account, region }, clusterName }: FailedDeploymentsProps): void {
    this.tell("failed-rolling", {
      description: "Rolling deployments that ECS has given up",
      pattern: {
        source: ["aws.ecs"],
        "detail-type": ["ECS Deployment State Change"],
        resources: [{ prefix: `arn:aws:ecs:${region}:${account}:service/${clusterName}/` }],
        detail: { eventName: ["SERVICE_DEPLOYMENT_FAILED"] },
      },
      paths: { service: "$.resources[0]", reason: "$.detail.reason" },
      message:
        "A deployment of <service> failed and is taken back: <reason> The service's events and the reasons of its stopped tasks say why. Mend the image or the configuration and deploy again.",
    });
  }

  private watchBlueGreen({ codeDeployApplications }: FailedDeploymentsProps): void {
    for (const [index, application] of inPatterns(codeDeployApplications).entries()) {
      this.tell(numbered("failed-blue-green", index), {
        description: "Blue/green deployments that failed or were stopped",
        pattern: {
          source: ["aws.codedeploy"],
          "detail-type": ["CodeDeploy Deployment State-change Notification"],
          detail: { state: ["FAILURE", "STOP"], application },
        },
        paths: { application: "$.detail.application", deployment: "$.detail.deploymentId", state: "$.detail.state" },
        message:
          "Deployment <deployment> of <application> has ended with <state>, and requests go back to the tasks from before. `aws deploy get-deployment --deployment-id <deployment>` says why; if an alarm stopped it, that alarm says what to do.",
      });
    }
  }

  private tell(concern: string, about: Omit<EventNoticeProps, "name" | "topic">): void {
    const { nameOf, topic } = this.props;
    new EventNotice(this, concern, { name: nameOf(concern), topic, ...about });
  }
}
