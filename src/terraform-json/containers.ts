import type { Body } from "./body";
import { recordsIn } from "./record";

/** The containers of a task definition's `container_definitions`, as ECS's JSON has them; none where the text is not that. */
export function containersIn(definitions: unknown): Body[] {
  try {
    return recordsIn(JSON.parse(typeof definitions === "string" ? definitions : "[]"));
  } catch {
    return [];
  }
}

/** The same by their names. */
export function containersByName(definitions: unknown): ReadonlyMap<string, Body> {
  return new Map(containersIn(definitions).map((container) => [String(container.name), container]));
}
