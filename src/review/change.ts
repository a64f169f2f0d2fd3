import { isDeepStrictEqual } from "node:util";

import { isRecord, own, type Shown, shown } from "./masks";
import type { PlannedChange } from "./plan";
import { wordsOf, type Words } from "./words";

export type Action = "create" | "update" | "delete" | "replace" | "forget" | "read" | "no-op";

/** One attribute that changes, by its path, from what to what. */
export interface Difference {
  readonly path: string;
  readonly from: Shown;
  readonly to: Shown;
  /** Whether it is what forces the resource to be replaced. */
  readonly forcesReplacement: boolean;
}

/** What a plan does to one resource, as rules want to see it; nothing in it is sensitive. */
export interface ResourceChange {
  readonly address: string;
  readonly type: string;
  readonly words: Words;
  readonly action: Action;
  /** Whether the new one is there before the old one goes. */
  readonly createdFirst: boolean;
  readonly before: Readonly<Record<string, Shown>>;
  readonly after: Readonly<Record<string, Shown>>;
  readonly differences: readonly Difference[];
  /** The address that it had until now, if another. */
  readonly movedFrom: string | undefined;
  /** The id under which something that exists is taken over. */
  readonly importing: string | undefined;
}

export function resourceChange(planned: PlannedChange): ResourceChange {
  const { address, type, name, index, change, previous_address: previous } = planned;
  const before = asRecord(shown(change.before ?? {}, change.before_sensitive));
  const after = asRecord(shown(change.after ?? {}, change.after_sensitive, change.after_unknown));
  const forcing = (change.replace_paths ?? []).map((path) => path.join("."));
  return {
    address,
    type,
    words: wordsOf(name, index),
    action: actionOf(change.actions),
    createdFirst: change.actions[0] === "create" && change.actions.length > 1,
    before,
    after,
    differences: isChanged(change.actions) ? differences(before, after, forcing) : [],
    movedFrom: previous === address ? undefined : previous,
    importing: change.importing ? (change.importing.id ?? "an id known after apply") : undefined,
  };
}

function actionOf(actions: readonly string[]): Action {
  if (actions.length > 1) return "replace";
  return (actions[0] ?? "no-op") as Action;
}

/** What is created or goes has no attributes that change, it is there or not. */
function isChanged(actions: readonly string[]): boolean {
  return actions.length > 1 || actions[0] === "update";
}

function asRecord(value: Shown): Record<string, Shown> {
  return isRecord(value) ? value : {};
}

function differences(before: Shown, after: Shown, forcing: readonly string[], path = ""): Difference[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (isRecord(before) && isRecord(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) =>
      differences(own(before, key), own(after, key), forcing, path === "" ? key : `${path}.${key}`),
    );
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.flatMap((item, index) =>
      differences(item as Shown, after[index] as Shown, forcing, `${path}.${index}`),
    );
  }
  if (isNothing(before) && isNothing(after)) return [];
  const forcesReplacement = forcing.some(
    (forced) => path === forced || path.startsWith(`${forced}.`) || forced.startsWith(`${path}.`),
  );
  return [{ path, from: before, to: after, forcesReplacement }];
}

/** Terraform and providers show what is not set as null here, as an empty text there, and as nothing elsewhere. */
function isNothing(value: Shown): boolean {
  return value === undefined || value === null || value === "";
}
