import { ignoredIn } from "../terraform/ownership";
import type { Block } from "./block";
import type { Blocks } from "./blocks";
import { type Body, nestedBlock, nestedBlocks, numberOf, textOf } from "./body";
import { securityGroupsOf } from "./connections";
import { keyOf } from "./construct-path";
import { containersIn } from "./containers";
import { own } from "./record";

/** A service of an environment, as its configuration in Terraform's JSON has it. */
export interface Service {
  /** What the environment's file calls it, and its application's container. */
  readonly key: string;
  /** The ECS service. */
  readonly block: Block;
  /** Name of the ECS cluster. */
  readonly clusterName: string;
  /** Name of the ECS service. */
  readonly serviceName: string;
  /** Family of its task definitions. */
  readonly family: string;
  readonly cpuUnits: number;
  readonly memoryMiB: number;
  /** The fewest and the most tasks: the limits of auto scaling, or the number of tasks that are started without it. */
  readonly minTasks: number;
  readonly maxTasks: number;
  /** The limits of auto scaling. @default it is not scaled */
  readonly scaling: Scaling | undefined;
  readonly deployment: Deployment;
  /** Whether ECS Exec is configured. */
  readonly exec: "enabled" | "disabled";
  /** The port at which its load balancer reaches it. @default none does */
  readonly port: number | undefined;
  /** The image of its application's container; a reference where a parameter names it. */
  readonly image: string;
  /** The name of the ECR repository that its image is in. @default another registry */
  readonly repository: string | undefined;
  /** Capacity providers, as in `FARGATE_SPOT`. */
  readonly capacity: readonly string[];
  /** The log group of its application's container. */
  readonly logGroup: string;
  /** The schedules that start tasks of it. */
  readonly schedules: readonly Block[];
  /** Addresses of its security groups. */
  readonly securityGroups: readonly string[];
}

export interface Scaling {
  readonly minTasks: number;
  readonly maxTasks: number;
}

/** How new revisions come to run, and who decides which one. */
export type Deployment =
  | {
      readonly kind: "rolling";
      readonly owner: "terraform" | "pipeline";
      /** The share of its tasks that goes on running while ECS replaces them. */
      readonly minimumHealthyPercent: number;
    }
  | { readonly kind: "blue-green"; readonly application: string; readonly group: string };

/** Every service of a stack; a foundation has none. */
export function servicesIn(blocks: Blocks): Service[] {
  return blocks.of("aws_ecs_service").map((block) => serviceOf(block, blocks));
}

/** What a stack says of an ECS service. */
export function serviceOf(block: Block, blocks: Blocks): Service {
  const { body, path } = block;
  const key = keyOf(path);
  const definition = blocks.target(body.task_definition)?.body ?? {};
  const containers = containersIn(definition.container_definitions);
  const application = containers.find(({ name }) => name === key) ?? containers[0];
  const scaling = scalingOf(block, blocks);
  const desired = numberOf(body.desired_count) ?? 0;
  const [repository] = blocks.within(path.part, "data.aws_ecr_repository");
  return {
    key,
    block,
    clusterName: blocks.text(blocks.target(body.cluster)?.body.name),
    serviceName: blocks.text(body.name),
    family: blocks.text(definition.family),
    cpuUnits: numberOf(definition.cpu) ?? 0,
    memoryMiB: numberOf(definition.memory) ?? 0,
    minTasks: scaling?.minTasks ?? desired,
    maxTasks: scaling?.maxTasks ?? desired,
    scaling,
    deployment: blueGreenDeployment(block, blocks) ?? rollingDeployment(body),
    exec: body.enable_execute_command === true ? "enabled" : "disabled",
    port: numberOf(nestedBlock(body.load_balancer).container_port),
    image: blocks.text(application?.image),
    repository: repository && blocks.text(repository.body.name),
    capacity: nestedBlocks(body.capacity_provider_strategy).map((one) => textOf(one.capacity_provider) ?? ""),
    logGroup: blocks.text(own(own(own(application, "logConfiguration"), "options"), "awslogs-group")),
    schedules: blocks.within(path.part, "aws_scheduler_schedule"),
    securityGroups: securityGroupsOf(block, blocks),
  };
}

/** The deployment group of CodeDeploy that deploys a service. */
export function deploymentGroupOf(service: Pick<Block, "address">, blocks: Blocks): Block | undefined {
  return blocks.referringTo(service, "aws_codedeploy_deployment_group", "ecs_service")[0];
}

function blueGreenDeployment(service: Block, blocks: Blocks): Deployment | undefined {
  const group = deploymentGroupOf(service, blocks)?.body;
  if (!group) return undefined;
  const [application, name] = [blocks.text(group.app_name), blocks.text(group.deployment_group_name)];
  return { kind: "blue-green", application, group: name };
}

function rollingDeployment(service: Body): Deployment {
  return {
    kind: "rolling",
    owner: ignoredIn(service).includes("task_definition") ? "pipeline" : "terraform",
    minimumHealthyPercent: Number(service.deployment_minimum_healthy_percent),
  };
}

function scalingOf(service: Block, blocks: Blocks): Scaling | undefined {
  const [target] = blocks.referringTo(service, "aws_appautoscaling_target", "resource_id");
  const [minTasks, maxTasks] = [numberOf(target?.body.min_capacity), numberOf(target?.body.max_capacity)];
  return minTasks === undefined || maxTasks === undefined ? undefined : { minTasks, maxTasks };
}
