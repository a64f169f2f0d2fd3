import type { Block } from "../../terraform-json/block";
import { type Body, nestedBlock, nestedBlocks, numberOf, textOf } from "../../terraform-json/body";
import type { Stack } from "../stack";
import { type Charge, type Gap, type Rule, hoursOf } from "./rule";
import { runsPerMonth } from "./schedule";

/** Gigabytes of scratch space that every task has for nothing. */
const freeEphemeralGb = 20;

const architectures: Readonly<Record<string, { readonly price: string; readonly name: string }>> = {
  X86_64: { price: "fargate.x86", name: "x86" },
  ARM64: { price: "fargate.arm", name: "ARM64" },
};

/** What the tasks of a service cost, on demand and on Spot by its capacity provider strategy. */
export const ecsService: Rule = (service, stack) => {
  const { body } = service;
  const name = textOf(body.name) ?? service.address;
  const [definition] = stack.targets(body.task_definition);
  if (!definition) return [{ reason: "its task definition is not among the resources" }];
  if (!runsOnFargate(service, stack)) return [{ reason: "only tasks on Fargate are priced" }];

  const tasks = tasksOf(service, stack);
  const { onDemand, spot } = capacityOf(body, tasks, stack);
  const charges = [
    ...(onDemand > 0 || spot === 0 ? taskCharges(definition, name, onDemand * hoursOf(stack), stack) : []),
    ...(spot > 0 ? taskCharges(definition, name, spot * hoursOf(stack), stack, true) : []),
  ];
  const address: Charge = {
    component: "network",
    what: "public IPv4 addresses of tasks",
    price: "vpc.publicIpv4",
    quantity: tasks * hoursOf(stack),
  };
  return nestedBlock(body.network_configuration).assign_public_ip === true ? [...charges, address] : charges;
};

/** What the runs of a task cost that neither a service nor a schedule starts: at a release, or by hand. */
export const taskDefinition: Rule = (definition, stack) => {
  const isStarted =
    stack.referringTo(definition, "aws_ecs_service", "task_definition").length > 0 ||
    stack.referringTo(definition, "aws_scheduler_schedule", "target").length > 0 ||
    stack.referringTo(definition, "aws_cloudwatch_event_target", "ecs_target").length > 0;
  const name = textOf(definition.body.family) ?? definition.address;
  return isStarted
    ? []
    : taskCharges(definition, `task ${name}`, runHours(stack.assume("oneOffRunsPerMonth"), stack), stack);
};

/** What a schedule's invocations cost, and the tasks that they start. */
export const schedule: Rule = ({ body, address }, stack) => {
  const runs = body.state === "DISABLED" ? 0 : runsPerMonth(textOf(body.schedule_expression) ?? "", hoursOf(stack));
  if (runs === undefined) return [{ reason: "its schedule cannot be read" }];
  const target = nestedBlock(nestedBlock(body.target).ecs_parameters);
  const name = `schedule ${textOf(body.name) ?? address}`;
  return [
    { component: "other", what: "schedules: invocations", price: "scheduler.invocation", quantity: runs },
    ...startedTasks(target, nestedBlock(body.target).arn, name, runs, stack),
  ];
};

/** Rules for events of AWS's own services are free; the tasks that a schedule of theirs starts are not. */
export const eventTarget: Rule = ({ body, address }, stack) => {
  const target = nestedBlocks(body.ecs_target)[0];
  const [rule] = stack.targets(body.rule);
  const expression = textOf(rule?.body.schedule_expression);
  if (!target) return [];
  const runs = expression === undefined ? stack.assume("oneOffRunsPerMonth") : runsPerMonth(expression, hoursOf(stack));
  if (runs === undefined) return [{ reason: "its schedule cannot be read" }];
  return startedTasks(target, body.arn, `rule ${textOf(rule?.body.name) ?? address}`, runs, stack);
};

function startedTasks(
  target: Body,
  cluster: unknown,
  name: string,
  runs: number,
  stack: Stack,
): readonly (Charge | Gap)[] {
  if (target.task_definition_arn === undefined) return [];
  const [definition] = stack.targets(target.task_definition_arn);
  if (!definition) return [{ reason: "the task definition that it starts is not among the resources" }];
  const tasks = runs * (numberOf(target.task_count) ?? 1);
  const { onDemand, spot } = capacityOf({ ...target, cluster }, tasks, stack);
  return [
    ...(onDemand > 0 || spot === 0 ? taskCharges(definition, name, runHours(onDemand, stack), stack) : []),
    ...(spot > 0 ? taskCharges(definition, name, runHours(spot, stack), stack, true) : []),
  ];
}

function runHours(runs: number, stack: Stack): number {
  return (runs * stack.assume("taskRunMinutes")) / 60;
}

function runsOnFargate({ body }: Block, stack: Stack): boolean {
  const launch = textOf(body.launch_type);
  if (launch !== undefined) return launch === "FARGATE";
  return strategyOf(body, stack).every(({ capacity_provider: provider }) => textOf(provider)?.startsWith("FARGATE"));
}

/** How many tasks run, within what auto scaling allows. */
function tasksOf(service: Block, stack: Stack): number {
  const [scaling] = stack.referringTo(service, "aws_appautoscaling_target", "resource_id");
  const minimum = numberOf(scaling?.body.min_capacity);
  const maximum = numberOf(scaling?.body.max_capacity);
  if (minimum === undefined || maximum === undefined) return numberOf(service.body.desired_count) ?? 1;
  return { minimum, maximum, average: (minimum + maximum) / 2 }[stack.assume("tasks")];
}

function strategyOf(body: Body, stack: Stack): Body[] {
  const own = nestedBlocks(body.capacity_provider_strategy);
  if (own.length > 0 || body.launch_type !== undefined) return own;
  const [cluster] = stack.targets(body.cluster);
  const [ofCluster] = cluster ? stack.referringTo(cluster, "aws_ecs_cluster_capacity_providers", "cluster_name") : [];
  return nestedBlocks(ofCluster?.body.default_capacity_provider_strategy);
}

/** Divides tasks as ECS does in the long run: the bases first, the rest by weight. */
function capacityOf(body: Body, tasks: number, stack: Stack): { onDemand: number; spot: number } {
  const strategy = strategyOf(body, stack).map(({ capacity_provider: provider, base, weight }) => ({
    isSpot: provider === "FARGATE_SPOT",
    base: numberOf(base) ?? 0,
    weight: numberOf(weight) ?? 0,
  }));
  const weights = strategy.reduce((sum, { weight }) => sum + weight, 0);
  const onBases = Math.min(
    tasks,
    strategy.reduce((sum, { base }) => sum + base, 0),
  );
  let basesLeft = onBases;
  let spot = 0;
  for (const { isSpot, base, weight } of strategy) {
    const onBase = Math.min(base, basesLeft);
    basesLeft -= onBase;
    if (isSpot) spot += onBase + (weights === 0 ? 0 : ((tasks - onBases) * weight) / weights);
  }
  return { onDemand: tasks - spot, spot };
}

function taskCharges(
  { body }: Block,
  name: string,
  taskHours: number,
  stack: Stack,
  isSpot = false,
): readonly (Charge | Gap)[] {
  const platform = nestedBlock(body.runtime_platform);
  const system = textOf(platform.operating_system_family) ?? "LINUX";
  const architecture = architectures[textOf(platform.cpu_architecture) ?? "X86_64"];
  const vcpus = sized(body.cpu, 1024, /^([\d.]+)\s*vCPU$/i);
  const memoryGb = sized(body.memory, 1024, /^([\d.]+)\s*GB$/i);
  if (system !== "LINUX" || !architecture) return [{ reason: `tasks for ${system} are not priced` }];
  if (vcpus === undefined || memoryGb === undefined) return [{ reason: "its CPU and memory cannot be read" }];

  const kind = `${architecture.name}${isSpot ? " Spot" : ""}`;
  const discount = isSpot ? { discountPercent: stack.assume("spotDiscountPercent") } : {};
  const extraGb = (numberOf(nestedBlock(body.ephemeral_storage).size_in_gib) ?? freeEphemeralGb) - freeEphemeralGb;
  const charge = (what: string, price: string, quantity: number): Charge => ({
    component: "compute",
    of: name,
    what,
    price,
    quantity,
  });
  return [
    { ...charge(`vCPU, ${kind}`, `${architecture.price}.vcpu`, vcpus * taskHours), ...discount },
    { ...charge(`memory, ${kind}`, `${architecture.price}.memory`, memoryGb * taskHours), ...discount },
    ...(extraGb > 0 ? [charge("storage above 20 GB", "fargate.ephemeralStorage", extraGb * taskHours)] : []),
  ];
}

/** A size in parts (`512`) or in whole units (`.5 vCPU`). */
function sized(value: unknown, parts: number, whole: RegExp): number | undefined {
  const number = numberOf(value);
  if (number !== undefined) return number / parts;
  return numberOf(whole.exec(textOf(value) ?? "")?.[1]);
}

/** Container Insights: metrics by the cluster, service and family, and the log data that they are made from. */
export const ecsCluster: Rule = (cluster, stack) => {
  const services = stack.referringTo(cluster, "aws_ecs_service", "cluster");
  return [...insights(cluster, services, stack), ...crossZone(services, stack)];
};

const insightsMetrics = { cluster: 8, family: 6, service: 11 };

function insights({ body }: Block, services: readonly Block[], stack: Stack): (Charge | Gap)[] {
  const setting = nestedBlocks(body.setting).find(({ name }) => name === "containerInsights");
  if (setting?.value === "enhanced") return [{ reason: "enhanced Container Insights are charged by what runs" }];
  if (setting?.value !== "enabled") return [];
  const { cluster, family, service } = insightsMetrics;
  const tasks = services.reduce((sum, one) => sum + tasksOf(one, stack), 0);
  return [
    {
      component: "observability",
      what: "Container Insights: metrics",
      price: "cloudwatch.metric",
      quantity: cluster + services.length * (family + service),
    },
    {
      component: "observability",
      what: "Container Insights: log data",
      price: "logs.ingestion",
      quantity: tasks * stack.assume("insightsLogGbPerTask"),
    },
  ];
}

/** AWS charges both the zone that sends and the zone that receives. */
function crossZone(services: readonly Block[], stack: Stack): Charge[] {
  if (services.length === 0 || stack.zones() < 2) return [];
  return [
    {
      component: "network",
      what: "traffic between zones, out and in",
      price: "transfer.crossZone",
      quantity: 2 * stack.assume("crossZoneGb"),
    },
  ];
}
