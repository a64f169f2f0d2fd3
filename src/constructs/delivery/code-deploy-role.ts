import { Construct } from "constructs";

import type { FargateService, ServiceTarget } from "../containers/fargate-service";
import type { AwsLocation } from "../iam/aws-location";
import { statementId } from "../iam/policy-document";
import { Role } from "../iam/role";

/** A service and what a deployment of it changes. */
export interface DeployedService {
  readonly service: FargateService;
  readonly clusterName: string;
  readonly target: ServiceTarget;
}

export interface CodeDeployRoleProps {
  readonly name: string;
  readonly location: AwsLocation;
}

/**
 * What CodeDeploy may do for blue/green deployments: move the services that are deployed so from one set of tasks to
 * another, and rewrite the rules of their load balancer's listeners (CodeDeploy User Guide, "Create a service role").
 *
 * Costs nothing.
 */
export class CodeDeployRole extends Construct {
  public readonly role: Role;

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: CodeDeployRoleProps,
  ) {
    super(scope, id);
    this.role = new Role(this, "role", {
      name: props.name,
      description: "Blue/green deployments through CodeDeploy",
      trust: {
        principals: { Service: "codedeploy.amazonaws.com" },
        conditions: { StringEquals: { "aws:SourceAccount": props.location.account } },
      },
    });
  }

  public get arn(): string {
    return this.role.arn;
  }

  /** Lets it deploy one service. */
  public grantDeploy({ service, clusterName, target }: DeployedService): void {
    const { account, region } = this.props.location;
    const { name } = service.resource;
    this.role.grant({
      sid: statementId("deploy", service.connections.label),
      actions: ["ecs:CreateTaskSet", "ecs:DeleteTaskSet", "ecs:DescribeServices", "ecs:UpdateServicePrimaryTaskSet"],
      resources: [
        `arn:aws:ecs:${region}:${account}:service/${clusterName}/${name}`,
        `arn:aws:ecs:${region}:${account}:task-set/${clusterName}/${name}/*`,
      ],
    });
    this.role.grant({
      sid: statementId("pass", "roles", "of", service.connections.label),
      actions: ["iam:PassRole"],
      resources: service.taskDefinition.roleArns,
      conditions: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    });
    this.role.grant({
      sid: statementId("move", "requests", "of", service.connections.label),
      actions: ["elasticloadbalancing:ModifyListener", "elasticloadbalancing:ModifyRule"],
      resources: [
        target.loadBalancer.productionListenerArn,
        target.loadBalancer.testListenerArn,
        ...target.rules.map(({ arn }) => arn),
      ],
    });
    this.role.grant({
      sid: "SeeWhereRequestsGo",
      actions: [
        "cloudwatch:DescribeAlarms",
        "elasticloadbalancing:DescribeListeners",
        "elasticloadbalancing:DescribeRules",
        "elasticloadbalancing:DescribeTargetGroups",
      ],
      resources: ["*"],
    });
  }
}
