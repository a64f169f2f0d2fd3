import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import type { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule";
import type { ServiceDiscoveryService } from "@cdktf/provider-aws/lib/service-discovery-service";
import { Construct } from "constructs";

import type { ApplicationLoadBalancer } from "../ingress/application-load-balancer";
import type { TargetGroup } from "../ingress/target-group";
import type { Connections, IConnectable } from "../network/connections";
import type { INetwork } from "../network/network";
import { SecurityGroup } from "../network/security-group";
import type { Cluster } from "./cluster";
import type { TaskDefinition } from "./task-definition";

/** How requests reach a service's tasks. */
export interface ServiceTarget {
  readonly loadBalancer: ApplicationLoadBalancer;
  readonly targetGroup: TargetGroup;
  readonly containerName: string;
  readonly containerPort: number;
  /** How long a new task may fail its health checks. */
  readonly gracePeriodSeconds: number;
  /** The listener rule that must be there before ECS registers tasks in the target group. */
  readonly rule: LbListenerRule;
}

export interface CapacityProviderShare {
  readonly provider: "FARGATE" | "FARGATE_SPOT";
  /** The share of tasks beyond `base`. */
  readonly weight: number;
  /** Tasks that are placed here first. */
  readonly base: number;
}

export interface FargateServiceProps {
  readonly name: string;
  /** What it is called in security group rules, as in `api`. */
  readonly label: string;
  readonly cluster: Cluster;
  readonly network: INetwork;
  readonly securityGroupName: string;
  readonly taskDefinition: TaskDefinition;
  /** The port its tasks listen on. @default none */
  readonly port?: number | undefined;
  /** @default not reached through a load balancer */
  readonly target?: ServiceTarget | undefined;
  /** Where its tasks are found by name. @default nowhere */
  readonly discovery?: ServiceDiscoveryService | undefined;
  readonly capacity: readonly CapacityProviderShare[];
  /** How many tasks there are before auto scaling takes over. */
  readonly initialTasks: number;
  readonly minimumHealthyPercent: number;
  readonly maximumPercent: number;
  readonly exec: "enabled" | "disabled";
}

/**
 * An ECS service on Fargate in private subnets. Terraform deploys its revisions one task after another; a revision whose
 * tasks do not become healthy is taken back (deployment circuit breaker). How many tasks run is auto scaling's business
 * from the first moment on, so a deploy never takes any away.
 *
 * Costs money: the tasks, by the second, for CPU and memory.
 */
export class FargateService extends Construct implements IConnectable {
  public readonly connections: Connections;
  public readonly resource: EcsService;

  public constructor(scope: Construct, id: string, props: FargateServiceProps) {
    super(scope, id);
    const { network, securityGroupName, label, port } = props;
    const securityGroup = new SecurityGroup(this, "security-group", { network, name: securityGroupName, label, port });
    this.connections = securityGroup.connections;
    this.resource = this.createService(props, securityGroup);
    if (props.exec === "enabled") this.grantExec(props.taskDefinition);
  }

  private createService(props: FargateServiceProps, securityGroup: SecurityGroup): EcsService {
    const { taskDefinition, target, discovery } = props;
    return new EcsService(this, "Resource", {
      name: props.name,
      cluster: props.cluster.resource.arn,
      taskDefinition: taskDefinition.resource.arn,
      desiredCount: props.initialTasks,
      capacityProviderStrategy: props.capacity.map(({ provider, weight, base }) => ({
        capacityProvider: provider,
        weight,
        base,
      })),
      platformVersion: "LATEST",
      networkConfiguration: {
        subnets: props.network.privateSubnetIds,
        securityGroups: [securityGroup.id],
        assignPublicIp: false,
      },
      deploymentController: { type: "ECS" },
      forceNewDeployment: true, // otherwise another capacity strategy would replace the service
      deploymentCircuitBreaker: { enable: true, rollback: true },
      deploymentMinimumHealthyPercent: props.minimumHealthyPercent,
      deploymentMaximumPercent: props.maximumPercent,
      availabilityZoneRebalancing: props.maximumPercent > 100 ? "ENABLED" : "DISABLED",
      enableEcsManagedTags: true,
      propagateTags: "SERVICE",
      enableExecuteCommand: props.exec === "enabled",
      ...(target && {
        loadBalancer: [
          {
            targetGroupArn: target.targetGroup.resource.arn,
            containerName: target.containerName,
            containerPort: target.containerPort,
          },
        ],
        healthCheckGracePeriodSeconds: target.gracePeriodSeconds,
      }),
      ...(discovery && { serviceRegistries: { registryArn: discovery.arn } }),
      dependsOn: target ? [target.rule] : [],
      lifecycle: { ignoreChanges: ["desired_count"] },
    });
  }

  /** What ECS Exec needs in the task; AWS lets these be granted on `*` only. */
  private grantExec({ taskRole }: TaskDefinition): void {
    taskRole.grant({
      sid: "ExecuteCommand",
      actions: [
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
      ],
      resources: ["*"],
    });
  }
}
