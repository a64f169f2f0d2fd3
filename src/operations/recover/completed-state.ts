import { randomUUID } from "node:crypto";

import type { References } from "../../adoption/references";
import type { Block } from "../../terraform-json/block";
import type { StoredState } from "../state/state-text";
import type { StateResource } from "../../terraform-json/state";
import type { TypeSchema } from "./provider-schema";
import type { StateInstance } from "./scratch";

/** A resource to be put into a state. */
export interface Addition {
  readonly address: string;
  readonly type: string;
  /** As a state names it. */
  readonly provider: string;
  readonly instance: StateInstance;
}

/**
 * The state with resources added, and the marks taken away from those that were created but not to the end: what they lack
 * is planned as a change. Without the change of the mark they would be destroyed and created again, which what is protected
 * refuses, and a secret's name does not allow.
 */
export function completedState(state: StoredState | undefined, additions: readonly Addition[]): StoredState {
  const before = state ?? { version: 4, serial: 0, lineage: randomUUID(), outputs: {}, resources: [] };
  const added = additions.map(({ address, type, provider, instance }) => ({
    ...{ mode: "managed" as const, type, name: address.slice(type.length + 1), provider },
    instances: [instance],
  }));
  return { ...before, serial: before.serial + 1, resources: [...before.resources.map(untainted), ...added] };
}

function untainted(resource: StateResource): StateResource {
  if (resource.mode !== "managed") return resource;
  return {
    ...resource,
    instances: resource.instances.map((instance) => {
      if (!isUsable(instance)) return instance;
      return Object.fromEntries(Object.entries(instance).filter(([name]) => name !== "status"));
    }),
  };
}

/** Whether something was created half way and can be completed. */
export function isUsable({ status, attributes = {} }: StateResource["instances"][number]): boolean {
  if (status !== "tainted" || typeof attributes.id !== "string") return false;
  return ![attributes.status, attributes.state].some((text) => typeof text === "string" && /fail/i.test(text));
}

/**
 * An instance that was read from AWS, with what AWS does not tell and the configuration says, such as whether a database
 * leaves a last snapshot: as it would be had its creation come to the end.
 */
export function withUnread(
  instance: StateInstance,
  resource: Block,
  { simple }: TypeSchema,
  references: References,
): StateInstance {
  const attributes = { ...instance.attributes };
  for (const [name, type] of simple) {
    if ((attributes[name] ?? null) !== null || !Object.hasOwn(resource.body, name)) continue;
    const value = references.attribute(resource, name);
    if (typeof value === (type === "bool" ? "boolean" : type)) attributes[name] = value;
  }
  return { ...instance, attributes };
}
