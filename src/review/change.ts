import { isDeepStrictEqual } from "node:util";

import { isRecord, own } from "../terraform-json/record";
import { secret, type Shown } from "../terraform-json/shown";
import { shown } from "./masks";
import type { PlannedChange } from "./plan";
import type { Hide } from "./redact";
import type { ConstructPath } from "../terraform-json/construct-path";

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
  readonly path: ConstructPath;
  readonly action: Action;
  /** Whether the new one is there before the old one goes. */
  readonly createdFirst: boolean;
  /** Whether the old one of a replacement stays in AWS, where nothing manages it any more. */
  readonly forgetsOld: boolean;
  /** What Terraform is to do with it that is not known here: later versions may know more actions. */
  readonly otherActions: readonly string[];
  readonly before: Readonly<Record<string, Shown>>;
  readonly after: Readonly<Record<string, Shown>>;
  readonly differences: readonly Difference[];
  /** The address that it had until now, if another. */
  readonly movedFrom: string | undefined;
  /** The id under which something that exists is taken over. */
  readonly importing: string | undefined;
  /** Why Terraform does it, in its own words (`action_reason`); `undefined` where it says nothing. */
  readonly reason: string | undefined;
  /** The paths of the attributes that force the replacement. */
  readonly forcing: readonly string[];
}

export function resourceChange(planned: PlannedChange, hide: Hide): ResourceChange {
  const { address, type, path, change, previous_address: previous, deposed, action_reason: reason } = planned;
  const { actions } = change;
  const action = actionOf(actions);
  // What stays as it is has nothing to show, and is most of a plan.
  const [before, after] = action === "no-op" ? [{}, {}] : sidesOf(change, hide);
  const forcing = change.replace_paths.map((forced) => forced.join("."));
  const sides = { shown: [before, after], raw: [change.before, change.after] } as const;
  return {
    address,
    type,
    path: deposed === undefined ? path : leftOver(path),
    action,
    createdFirst: action === "replace" && actions[0] === "create",
    forgetsOld: action === "replace" && !actions.includes("delete"),
    otherActions: actions.filter((one) => !knownActions.has(one)),
    before,
    after,
    // What is created or goes has no attributes that change, it is there or not.
    differences: action === "update" || action === "replace" ? differences(sides, forcing) : [],
    movedFrom: previous === address ? undefined : previous,
    importing: change.importing && hide(identityText(change.importing)),
    reason,
    forcing: forcing.map(hide),
  };
}

function leftOver({ part, detail }: ConstructPath): ConstructPath {
  return { part, detail: [detail, "left over from a replacement"].filter(Boolean).join(" › ") };
}

const knownActions: ReadonlySet<string> = new Set(["create", "delete", "forget", "update", "read", "no-op"]);

/** In whatever order they stand, and whatever stands beside them: what makes something and gives it up replaces it. */
function actionOf(actions: readonly string[]): Action {
  const has = (action: string): boolean => actions.includes(action);
  if (has("create")) return has("delete") || has("forget") ? "replace" : "create";
  if (actions.every((action) => action === "no-op")) return "no-op";
  return (["delete", "forget", "read"] as const).find(has) ?? "update";
}

type Change = PlannedChange["change"];

/** What is sensitive on one side is not shown on the other one either: it may be the value of until now. */
function sidesOf(change: Change, hide: Hide): [Record<string, Shown>, Record<string, Shown>] {
  const { before, after, before_sensitive: wasSensitive, after_sensitive: isSensitive } = change;
  const masks = { sensitive: isSensitive, alsoSensitive: wasSensitive, unknown: change.after_unknown, hide };
  return [
    asRecord(shown(before ?? {}, { sensitive: wasSensitive, alsoSensitive: isSensitive, hide })),
    asRecord(shown(after ?? {}, masks)),
  ];
}

/** An id, or the attributes that are one together. */
function identityText({ id, identity }: NonNullable<Change["importing"]>): string {
  if (id !== undefined) return id;
  return isRecord(identity) ? JSON.stringify(identity) : "an id known after apply";
}

function asRecord(value: Shown): Record<string, Shown> {
  return isRecord(value) ? value : {};
}

/** A value before and after, as it may be shown, and as it is: two hidden values look the same and may differ. */
interface Sides {
  readonly shown: readonly [Shown, Shown];
  readonly raw: readonly [unknown, unknown];
}

function differences(sides: Sides, forcing: readonly string[], path = ""): Difference[] {
  const [before, after] = sides.shown;
  if (isRecord(before) && isRecord(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => differences(below(sides, key), forcing, path === "" ? key : `${path}.${key}`));
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.flatMap((_, index) => differences(below(sides, index), forcing, `${path}.${index}`));
  }
  if (areBlocks(before) && areBlocks(after)) return blockDifferences(sides, forcing, path);
  if (isSame(sides) || (isNothing(before) && isNothing(after))) return [];
  return [difference(path, before, after, forcing)];
}

function difference(path: string, from: Shown, to: Shown, forcing: readonly string[]): Difference {
  const forcesReplacement = forcing.some(
    (forced) => path === forced || path.startsWith(`${forced}.`) || forced.startsWith(`${path}.`),
  );
  return { path, from, to, forcesReplacement };
}

function areBlocks(value: Shown): value is readonly Shown[] {
  return Array.isArray(value) && value.length > 0 && value.every(isRecord);
}

/** Of blocks that come or go, only those: their numbers say nothing, since most of Terraform's blocks are a set. */
function blockDifferences(sides: Sides, forcing: readonly string[], path: string): Difference[] {
  const [before, after] = ([0, 1] as const).map((side) =>
    (sides.shown[side] as readonly Shown[]).map((block, index) => ({
      block,
      path: `${path}.${index}`,
      content: JSON.stringify([block, child(sides.raw[side], index)], setOnly),
    })),
  ) as [Block[], Block[]];
  const gone = without(before, after).map(({ block, path: one }) => difference(one, block, undefined, forcing));
  const come = without(after, before).map(({ block, path: one }) => difference(one, undefined, block, forcing));
  return [...gone, ...come];
}

interface Block {
  readonly block: Shown;
  readonly path: string;
  readonly content: string;
}

/** The blocks for which the other side has none of the same content. */
function without(blocks: readonly Block[], others: readonly Block[]): Block[] {
  const count = new Map<string, number>();
  for (const { content } of others) count.set(content, (count.get(content) ?? 0) + 1);
  return blocks.filter(({ content }) => {
    const same = count.get(content) ?? 0;
    count.set(content, same - 1);
    return same < 1;
  });
}

/** Leaves out what the provider reads back for an argument that is not set, and tells masks apart. */
function setOnly(_: string, value: unknown): unknown {
  if (typeof value === "symbol") return String(value);
  return value === null || value === "" || value === 0 || value === false ? undefined : value;
}

function below({ shown: [before, after], raw }: Sides, key: string | number): Sides {
  return {
    shown: [child(before, key) as Shown, child(after, key) as Shown],
    raw: [child(raw[0], key), child(raw[1], key)],
  };
}

function child(value: unknown, key: string | number): unknown {
  if (Array.isArray(value)) return value[Number(key)] as unknown;
  return isRecord(value) ? own(value, String(key)) : undefined;
}

function isSame({ shown: [before, after], raw }: Sides): boolean {
  return before === after && (before !== secret || isDeepStrictEqual(raw[0], raw[1]));
}

/** Terraform and providers show what is not set as null here, as an empty text there, and as nothing elsewhere. */
function isNothing(value: Shown): boolean {
  return value === undefined || value === null || value === "";
}
