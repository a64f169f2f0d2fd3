import { type Body, block, blocks, numberOf, textOf } from "../cost/resource";
import { ignoredIn } from "../terraform/ownership";
import type { Block } from "./documented-stack";
import type { Inventory } from "./inventory";
import { keyOf, nameOf, partOf } from "./nouns";

/** What a reader wants to know of a service at a glance. */
export interface ServiceFacts {
  /** What the configuration calls it. */
  readonly key: string;
  readonly resource: Block;
  readonly family: string;
  readonly cpuUnits: number;
  readonly memoryMiB: number;
  readonly minTasks: number;
  readonly maxTasks: number;
  /** The port at which it is reached; 0 when it is not. */
  readonly port: number;
  /** Its image: where it comes from. */
  readonly image: string;
  /** How a new revision comes to run. */
  readonly deployment: string;
  readonly capacity: readonly string[];
  readonly logGroup: string;
  /** Names of the schedules that start tasks of it. */
  readonly schedules: readonly string[];
}

interface Container {
  readonly name?: string;
  readonly image?: string;
  readonly logConfiguration?: { readonly options?: Readonly<Record<string, string>> };
}

/** Every service, by key. */
export function serviceFacts(inventory: Inventory): ServiceFacts[] {
  const byPart = <T>(blocks: readonly Block[], value: (block: Block) => T): Map<string, T[]> => {
    const found = new Map<string, T[]>();
    for (const one of blocks) {
      const part = partOf(one);
      found.set(part, [...(found.get(part) ?? []), value(one)]);
    }
    return found;
  };
  const scaling = byPart(inventory.of("aws_appautoscaling_target"), ({ body }) => body);
  const repositories = byPart(inventory.of("data.aws_ecr_repository"), (one) => nameOf(one, inventory));
  const schedules = byPart(inventory.of("aws_scheduler_schedule"), (one) => scheduleText(one, inventory));
  const blueGreen = blueGreenByService(inventory);
  return inventory.of("aws_ecs_service").map((resource) => {
    const { body } = resource;
    const part = partOf(resource);
    const key = keyOf(resource);
    const definition = inventory.target(body.task_definition)?.body ?? {};
    const containers = containersOf(definition);
    const own = containers.find(({ name }) => name === key) ?? containers[0] ?? {};
    const limits = scaling.get(part)?.[0];
    const desired = numberOf(body.desired_count) ?? 0;
    const repository = repositories.get(part)?.[0];
    return {
      ...{ key, resource },
      family: inventory.text(definition.family),
      cpuUnits: numberOf(definition.cpu) ?? 0,
      memoryMiB: numberOf(definition.memory) ?? 0,
      minTasks: numberOf(limits?.min_capacity) ?? desired,
      maxTasks: numberOf(limits?.max_capacity) ?? desired,
      port: numberOf(block(body.load_balancer).container_port) ?? 0,
      image: repository ?? inventory.text(own.image),
      deployment: blueGreen.get(resource.address) ?? rolling(body),
      capacity: blocks(body.capacity_provider_strategy).map(({ capacity_provider }) => textOf(capacity_provider) ?? ""),
      logGroup: inventory.text(own.logConfiguration?.options?.["awslogs-group"]),
      schedules: schedules.get(part) ?? [],
    };
  });
}

function containersOf(definition: Body): readonly Container[] {
  try {
    return JSON.parse(textOf(definition.container_definitions) ?? "[]") as readonly Container[];
  } catch {
    return [];
  }
}

function scheduleText({ body }: Block, inventory: Inventory): string {
  return `${inventory.text(body.name)} ${inventory.text(body.schedule_expression)}`;
}

function rolling(body: Body): string {
  return `rolling, by ${ignoredIn(body).includes("task_definition") ? "a pipeline" : "Terraform"}`;
}

function blueGreenByService(inventory: Inventory): Map<string, string> {
  return new Map(
    inventory.of("aws_codedeploy_deployment_group").flatMap(({ body }) => {
      const services = inventory.targets(block(body.ecs_service).service_name);
      const configuration = inventory.target(body.deployment_config_name)?.body ?? {};
      const traffic = trafficText(block(configuration.traffic_routing_config));
      return services.map(({ address }): [string, string] => [address, `blue/green, ${traffic}`]);
    }),
  );
}

function trafficText(routing: Body): string {
  const [kind, steps] = [
    ["canary", block(routing.time_based_canary)] as const,
    ["linear", block(routing.time_based_linear)] as const,
  ].find(([, found]) => found.percentage !== undefined) ?? ["all at once", undefined];
  if (!steps) return kind;
  return `${kind}: ${String(numberOf(steps.percentage))} percent for ${String(numberOf(steps.interval))} minutes`;
}
