import { isRecord } from "./record";

/** A container of a task definition, as ECS's JSON has it. */
export type Container = Readonly<Record<string, unknown>>;

/** The containers of a task definition's `container_definitions`; none where that is not their JSON. */
export function containersIn(definitions: unknown): Container[] {
  try {
    const list: unknown = JSON.parse(typeof definitions === "string" ? definitions : "[]");
    return Array.isArray(list) ? list.filter(isRecord) : [];
  } catch {
    return [];
  }
}
