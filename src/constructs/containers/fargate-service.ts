import { EcsService, type EcsServiceConfig } from "@cdktf/provider-aws/lib/ecs-service";
import type { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule";
import type { ServiceDiscoveryService } from "@cdktf/provider-aws/lib/service-discovery-service";
import { DataResource, Op, type TerraformResource, type TerraformResourceLifecycle, Token, ref } from "cdktf";
import { Construct } from "constructs";

import { addressOf } from "../../terraform/address";
import type { Owner } from "../../resources/kind";
import { ignoredBy } from "../../terraform/ownership";
import type { ApplicationLoadBalancer } from "../ingress/application-load-balancer";
import type { TargetGroup } from "../ingress/target-group";
import type { Connections, IConnectable } from "../network/connections";
import type { INetwork } from "../network/network";
import { SecurityGroup } from "../network/security-group";
import type { Cluster } from "./cluster";
import type { FirstImage } from "./first-image";
import { firstImageTag } from "./started-services";
import type { TaskDefinition } from "./task-definition";

/** How requests reach a service's tasks. */
export interface ServiceTarget {
  readonly loadBalancer: ApplicationLoadBalancer;
  readonly targetGroup: TargetGroup;
  /** The second target group of a blue/green service. */
  readonly alternative?: TargetGroup | undefined;
  readonly containerName: string;
  readonly containerPort: number;
  /** How long a new task may fail its health checks. */
  readonly gracePeriodSeconds: number;
  /** The listener rules that send requests to the target group. */
  readonly rules: readonly LbListenerRule[];
  /**
   * Attaches the target group to the load balancer beforehand, so that `rules` send requests there when its tasks are healthy.
   * @default `rules` attach it, before ECS registers tasks
   */
  readonly attachment?: LbListenerRule | undefined;
}

export interface CapacityProviderShare {
  readonly provider: "FARGATE" | "FARGATE_SPOT";
  /** The share of tasks beyond `base`. */
  readonly weight: number;
  /** Tasks that are placed here first. */
  readonly base: number;
}

/** How new revisions come to run, and by whom. */
export type ServiceDeployment =
  | {
      readonly kind: "rolling";
      readonly owner: "terraform" | "pipeline";
      readonly minimumHealthyPercent: number;
      readonly maximumPercent: number;
    }
  | { readonly kind: "blue-green" };

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
  /** The image that it waits for, without any task. @default its image is there */
  readonly firstImage?: FirstImage | undefined;
  readonly deployment: ServiceDeployment;
  /** How long Terraform waits until a rolling deployment is steady: the service's first, or a later one with its rollback. */
  readonly deploymentMinutes: { readonly first: number; readonly later: number };
  /** The command that tells why tasks stopped. */
  readonly statusCommand: string;
  readonly exec: "enabled" | "disabled";
}

/**
 * An ECS service on Fargate in private subnets. A rolling service replaces its tasks one after another, and takes back
 * a revision whose tasks do not become healthy (Amazon ECS Developer Guide, "How the Amazon ECS deployment circuit
 * breaker detects failures"). Terraform waits until it is steady, and fails where ECS took Terraform's revision back. A
 * blue/green service is CodeDeploy's. How many tasks run is auto scaling's business from the
 * first moment on, so a deploy never takes any away. A service that waits for its first image has none, and is replaced when
 * the image is there: its first deployment has nothing to go back to.
 *
 * Costs money: the tasks, by the second, for CPU and memory.
 */
export class FargateService extends Construct implements IConnectable {
  public readonly connections: Connections;
  public readonly resource: EcsService;
  public readonly taskDefinition: TaskDefinition;
  /** `undefined` where its image was there before it. */
  public readonly firstImage: FirstImage | undefined;
  /** On which capacity its tasks are placed. */
  public readonly capacity: readonly CapacityProviderShare[];
  /** Where its tasks are placed, and in which security groups. */
  public readonly placement: { readonly subnets: string[]; readonly securityGroups: string[] };

  public constructor(scope: Construct, id: string, props: FargateServiceProps) {
    super(scope, id);
    const { network, securityGroupName, label, port } = props;
    this.taskDefinition = props.taskDefinition;
    this.firstImage = props.firstImage;
    this.capacity = props.capacity;
    const securityGroup = new SecurityGroup(this, "security-group", { network, name: securityGroupName, label, port });
    this.connections = securityGroup.connections;
    this.placement = { subnets: network.privateSubnetIds, securityGroups: [securityGroup.id] };
    this.resource = this.createService(props);
    if (props.target?.attachment)
      for (const rule of props.target.rules) rule.dependsOn = [...(rule.dependsOn ?? []), addressOf(this.resource)];
    if (props.deployment.kind === "rolling" && port !== undefined) this.remember(port);
    if (props.exec === "enabled") this.grantExec(props.taskDefinition);
  }

  /**
   * Makes ECS start tasks only when these are there: a first deployment that fails is not tried again. What is left out of
   * them and has `create_before_destroy` goes when the new tasks have taken over.
   */
  public addDependencies(resources: readonly TerraformResource[]): void {
    this.resource.dependsOn = [...(this.resource.dependsOn ?? []), ...resources.map(addressOf)];
  }

  /** Makes ECS take a rolling deployment back during which one of these alarms goes off, by their names. */
  public rollbackOnAlarms(alarms: readonly string[]): void {
    if (alarms.length > 0) this.resource.putAlarms({ alarmNames: [...alarms], enable: true, rollback: true });
  }

  /**
   * The port of the tasks that run. After a deployment that ECS took back, Terraform's state of the service names the security
   * group rules of the new port, though the tasks listen on the old one. This still names those of the old port, so that Terraform
   * destroys them no sooner than when a deployment has succeeded.
   */
  private remember(port: number): void {
    new DataResource(this, "port", { input: { port }, dependsOn: [this.resource] });
  }

  private createService(props: FargateServiceProps): EcsService {
    const { taskDefinition, target, discovery, firstImage, initialTasks } = props;
    return new EcsService(this, "Resource", {
      name: props.name,
      cluster: props.cluster.resource.arn,
      taskDefinition: taskDefinition.resource.arn,
      desiredCount: firstImage ? Token.asNumber(firstImage.choose(0, initialTasks)) : initialTasks,
      capacityProviderStrategy: props.capacity.map(({ provider, weight, base }) => ({
        capacityProvider: provider,
        weight,
        base,
      })),
      networkConfiguration: { ...this.placement, assignPublicIp: false },
      ...renderDeployment(props),
      ...(firstImage && {
        tags: { [firstImageTag.key]: Token.asString(firstImage.choose(firstImageTag.awaited, firstImageTag.pushed)) },
      }),
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
      dependsOn: [props.cluster.capacityProviders, ...attachmentsOf(target)],
      lifecycle: {
        ignoreChanges: ignoredBy("aws_ecs_service", ["auto scaling", ...ownersOf(props.deployment)]),
        ...(firstImage && { replaceTriggeredBy: [firstImage.arrival] }),
        ...keepsRevision(props),
      },
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

/** ECS registers tasks only in target groups that a listener rule attaches to a load balancer. */
function attachmentsOf(target: ServiceTarget | undefined): readonly LbListenerRule[] {
  if (!target) return [];
  return target.attachment ? [target.attachment] : target.rules;
}

function ownersOf(deployment: ServiceDeployment): Owner[] {
  if (deployment.kind === "blue-green") return ["CodeDeploy"];
  return deployment.owner === "pipeline" ? ["pipeline"] : [];
}

/** After a rollback ECS is as steady as after a success, on the revision before: what is left to see is which one runs. */
function keepsRevision({
  deployment,
  taskDefinition,
  label,
  statusCommand,
}: FargateServiceProps): TerraformResourceLifecycle {
  if (deployment.kind !== "rolling" || deployment.owner !== "terraform") return {};
  return {
    postcondition: [
      {
        condition: Op.eq(ref("self.task_definition"), taskDefinition.resource.arn),
        errorMessage:
          `ECS took the new revision of ${label} back, since its tasks did not become healthy; the revision before runs. ` +
          `Why they stopped:  ${statusCommand}`,
      },
    ],
  };
}

function renderDeployment({ deployment, deploymentMinutes }: FargateServiceProps): Partial<EcsServiceConfig> {
  if (deployment.kind === "blue-green") return { deploymentController: { type: "CODE_DEPLOY" } };
  const { minimumHealthyPercent, maximumPercent } = deployment;
  return {
    deploymentController: { type: "ECS" },
    forceNewDeployment: true, // otherwise another capacity strategy would replace the service
    deploymentCircuitBreaker: { enable: true, rollback: true },
    deploymentMinimumHealthyPercent: minimumHealthyPercent,
    deploymentMaximumPercent: maximumPercent,
    availabilityZoneRebalancing: maximumPercent > 100 ? "ENABLED" : "DISABLED",
    waitForSteadyState: true,
    timeouts: { create: `${deploymentMinutes.first}m`, update: `${deploymentMinutes.later}m` },
  };
}
