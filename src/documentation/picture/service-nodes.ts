import { nestedBlock } from "../../terraform-json/body";
import type { Blocks } from "../../terraform-json/blocks";
import { nameOf } from "../nouns";
import type { Service } from "../../terraform-json/services";
import type { Frame, Part } from "./picture";
import type { Tiers } from "./tiers";

export const clusterFrame = "cluster";

/** More services than this are no picture any more: the rest is one part. */
const mostServices = 12;

const restOfServices = "services";

/** The cluster with its services, and which part stands for which of them. */
export interface DrawnServices {
  readonly frames: readonly Frame[];
  readonly parts: readonly Part[];
  /** The part of a service by its address. */
  readonly partOf: ReadonlyMap<string, string>;
}

export function drawnServices(services: readonly Service[], inventory: Blocks, tiers: Tiers): DrawnServices {
  const [cluster] = inventory.of("aws_ecs_cluster");
  if (!cluster || services.length === 0) return { frames: [], parts: [], partOf: new Map() };
  const shown = services.length > mostServices ? services.slice(0, mostServices - 1) : services;
  const rest = services.slice(shown.length);
  const [namespace] = inventory.of("aws_service_discovery_private_dns_namespace");
  const subnets = nestedBlock(services[0]?.block.body.network_configuration).subnets;
  return {
    frames: [
      {
        id: clusterFrame,
        title: `ECS cluster ${nameOf(cluster, inventory)}`,
        details: namespace ? [`names in ${nameOf(namespace, inventory)}`] : [],
        within: tiers.frameOf(subnets),
      },
    ],
    parts: [
      ...shown.map(servicePart),
      ...(rest.length > 0 ? [{ id: restOfServices, ...restPart(rest), within: clusterFrame }] : []),
    ],
    partOf: new Map([
      ...shown.map(({ block }): [string, string] => [block.address, block.address]),
      ...rest.map(({ block }): [string, string] => [block.address, restOfServices]),
    ]),
  };
}

function servicePart({ key, block, cpuUnits, memoryMiB, minTasks, maxTasks, deployment, schedules }: Service): Part {
  return {
    id: block.address,
    title: key,
    lines: [
      tasksText(minTasks, maxTasks),
      `${cpuUnits / 1024} vCPU, ${memoryMiB / 1024} GiB`,
      ...(deployment.kind === "blue-green" ? ["blue/green"] : []),
      ...(schedules.length > 0 ? [`${schedules.length} scheduled ${schedules.length === 1 ? "task" : "tasks"}`] : []),
    ],
    kind: "compute",
    within: clusterFrame,
  };
}

export function tasksText(minTasks: number, maxTasks: number): string {
  if (minTasks === maxTasks) return `${minTasks} ${minTasks === 1 ? "task" : "tasks"}`;
  return `${minTasks} to ${maxTasks} tasks`;
}

function restPart(rest: readonly Service[]): Pick<Part, "title" | "lines" | "kind"> {
  const sum = (value: (one: Service) => number): number => rest.reduce((total, one) => total + value(one), 0);
  const tasks = tasksText(
    sum(({ minTasks }) => minTasks),
    sum(({ maxTasks }) => maxTasks),
  );
  return { title: `${rest.length} more services`, lines: [tasks], kind: "compute" };
}
