import { isRecord } from "../terraform-json/record";
import type { Shown } from "../terraform-json/shown";

/** A container of a task definition, as ECS's JSON has it. */
export type Container = Readonly<Record<string, unknown>>;

/** The containers of a task definition by name; none where the text is not their JSON. */
export function containersOf(text: Shown): ReadonlyMap<string, Container> {
  try {
    const list: unknown = JSON.parse(typeof text === "string" ? text : "[]");
    return new Map(recordsIn(list).map((container) => [String(container.name), container]));
  } catch {
    return new Map();
  }
}

/** The records in a list, and nothing where it is none. */
export function recordsIn(list: unknown): Record<string, unknown>[] {
  return (Array.isArray(list) ? (list as unknown[]) : []).filter(isRecord);
}
