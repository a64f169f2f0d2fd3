import { block } from "../../cost/resource";
import type { Inventory } from "../inventory";
import { nameOf } from "../nouns";
import { type ServiceFacts } from "../service-facts";
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

export function drawnServices(services: readonly ServiceFacts[], inventory: Inventory, tiers: Tiers): DrawnServices {
  const [cluster] = inventory.of("aws_ecs_cluster");
  if (!cluster || services.length === 0) return { frames: [], parts: [], partOf: new Map() };
  const shown = services.length > mostServices ? services.slice(0, mostServices - 1) : services;
  const rest = services.slice(shown.length);
  const [namespace] = inventory.of("aws_service_discovery_private_dns_namespace");
  const subnets = block(services[0]?.resource.body.network_configuration).subnets;
  return {
    frames: [
      {
        id: clusterFrame,
        title: `ECS cluster ${nameOf(cluster, inventory)}`,
        ...(namespace && { detail: `names in ${nameOf(namespace, inventory)}` }),
        within: tiers.frameOf(subnets),
      },
    ],
    parts: [
      ...shown.map(servicePart),
      ...(rest.length > 0 ? [{ id: restOfServices, ...restPart(rest), within: clusterFrame }] : []),
    ],
    partOf: new Map([
      ...shown.map(({ resource }): [string, string] => [resource.address, resource.address]),
      ...rest.map(({ resource }): [string, string] => [resource.address, restOfServices]),
    ]),
  };
}

function servicePart({ key, resource, cpuUnits, memoryMiB, minTasks, maxTasks, schedules }: ServiceFacts): Part {
  return {
    id: resource.address,
    title: key,
    lines: [
      tasksText(minTasks, maxTasks),
      `${cpuUnits / 1024} vCPU, ${memoryMiB / 1024} GiB`,
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

function restPart(rest: readonly ServiceFacts[]): Pick<Part, "title" | "lines" | "kind"> {
  const sum = (value: (one: ServiceFacts) => number): number => rest.reduce((total, one) => total + value(one), 0);
  const tasks = tasksText(
    sum(({ minTasks }) => minTasks),
    sum(({ maxTasks }) => maxTasks),
  );
  return { title: `${rest.length} more services`, lines: [tasks], kind: "compute" };
}
