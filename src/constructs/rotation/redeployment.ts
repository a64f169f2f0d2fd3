import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { SfnStateMachine } from "@cdktf/provider-aws/lib/sfn-state-machine";
import { Construct } from "constructs";

import type { FargateService } from "../containers/fargate-service";
import type { AwsLocation } from "../iam/aws-location";
import { statementId } from "../iam/policy-document";
import { Role } from "../iam/role";
import type { EncryptionKey } from "../secrets/encryption-key";

export interface RedeploymentProps {
  /** The state machine's. */
  readonly name: string;
  /** Of the role in which the state machine runs. */
  readonly roleName: string;
  /** Of the role in which EventBridge starts it. */
  readonly triggerRoleName: string;
  readonly logs: { readonly groupName: string; readonly retentionDays: number; readonly encryptionKey: EncryptionKey };
  readonly clusterName: string;
  readonly location: AwsLocation;
}

export interface RedeployedService {
  readonly service: FargateService;
  /** The ARNs of the secrets that its tasks get when they start. */
  readonly secretArns: readonly string[];
  readonly ruleName: string;
}

/** The one state: what `aws ecs update-service --force-new-deployment` does, tried again for some five minutes. */
const definition = JSON.stringify({
  Comment: "Replaces the tasks of a service, so that they get the present values of its secrets",
  StartAt: "Redeploy",
  States: {
    Redeploy: {
      Type: "Task",
      Resource: "arn:aws:states:::aws-sdk:ecs:updateService",
      Parameters: { "Cluster.$": "$.cluster", "Service.$": "$.service", ForceNewDeployment: true },
      ResultPath: null,
      Retry: [{ ErrorEquals: ["States.TaskFailed"], IntervalSeconds: 10, BackoffRate: 2, MaxAttempts: 5 }],
      End: true,
    },
  },
});

/** How AWS lets a state machine write logs: these can be granted on `*` only (Step Functions, "Logging using CloudWatch Logs"). */
const logDelivery = [
  "logs:CreateLogDelivery",
  "logs:DeleteLogDelivery",
  "logs:DescribeLogGroups",
  "logs:DescribeResourcePolicies",
  "logs:GetLogDelivery",
  "logs:ListLogDeliveries",
  "logs:PutResourcePolicy",
  "logs:UpdateLogDelivery",
];

/**
 * Replaces the tasks of services when one of their secrets gets a new value: ECS reads secrets only when a task starts.
 * Secrets Manager tells EventBridge of each new value by itself, be it from a rotation or by hand (AWS Secrets Manager User
 * Guide, "Secret event notifications"); a rule for each service starts a state machine that calls `ecs:UpdateService`.
 *
 * Costs money: next to nothing, 0.000025 US dollars a state transition.
 */
export class Redeployment extends Construct {
  public readonly stateMachine: SfnStateMachine;
  private readonly role: Role;
  private readonly triggerRole: Role;

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: RedeploymentProps,
  ) {
    super(scope, id);
    this.role = this.createRole();
    this.stateMachine = this.createStateMachine();
    this.triggerRole = this.createTriggerRole();
  }

  /** Replaces a service's tasks from now on; the rule comes after the service, so its first values replace nothing. */
  public follow({ service, secretArns, ruleName }: RedeployedService): void {
    const { clusterName, location } = this.props;
    const { name } = service.resource;
    const { label } = service.connections;
    this.role.grant({
      sid: statementId("redeploy", label),
      actions: ["ecs:UpdateService"],
      resources: [`arn:aws:ecs:${location.region}:${location.account}:service/${clusterName}/${name}`],
    });
    const rule = new CloudwatchEventRule(this, `${label}-rule`, {
      name: ruleName,
      description: `A secret of ${label} has a new value`,
      eventPattern: JSON.stringify({
        source: ["aws.secretsmanager"],
        "detail-type": ["Secret Label Updated"],
        resources: secretArns,
        detail: { labelUpdated: ["AWSCURRENT"] },
      }),
    });
    new CloudwatchEventTarget(this, `${label}-target`, {
      rule: rule.name,
      targetId: "redeployment",
      arn: this.stateMachine.arn,
      roleArn: this.triggerRole.arn,
      input: JSON.stringify({ cluster: clusterName, service: name }),
    });
  }

  private createRole(): Role {
    const { roleName, name, location } = this.props;
    const role = new Role(this, "role", {
      name: roleName,
      description: "Replaces the tasks of services whose secrets have new values",
      trust: {
        principals: { Service: "states.amazonaws.com" },
        conditions: {
          StringEquals: { "aws:SourceAccount": location.account },
          ArnLike: { "aws:SourceArn": `arn:aws:states:${location.region}:${location.account}:stateMachine:${name}` },
        },
      },
    });
    role.grant({ sid: "DeliverLogs", actions: logDelivery, resources: ["*"] });
    return role;
  }

  private createStateMachine(): SfnStateMachine {
    const { name, logs } = this.props;
    const logGroup = new CloudwatchLogGroup(this, "log-group", {
      name: logs.groupName,
      retentionInDays: logs.retentionDays,
      kmsKeyId: logs.encryptionKey.arn,
    });
    return new SfnStateMachine(this, "Resource", {
      name,
      roleArn: this.role.arn,
      definition,
      loggingConfiguration: { level: "ALL", includeExecutionData: true, logDestination: `${logGroup.arn}:*` },
      dependsOn: this.role.permissions, // Step Functions tries to log when it is created
    });
  }

  private createTriggerRole(): Role {
    const { triggerRoleName, location } = this.props;
    const role = new Role(this, "trigger-role", {
      name: triggerRoleName,
      description: "EventBridge starts redeployments",
      trust: {
        principals: { Service: "events.amazonaws.com" },
        conditions: {
          StringEquals: { "aws:SourceAccount": location.account },
          ArnLike: { "aws:SourceArn": `arn:aws:events:${location.region}:${location.account}:rule/*` },
        },
      },
    });
    role.grant({ sid: "StartRedeployments", actions: ["states:StartExecution"], resources: [this.stateMachine.arn] });
    return role;
  }
}
