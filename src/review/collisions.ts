import { Address4 } from "ip-address";
import { isDeepStrictEqual } from "node:util";

import { factsOf } from "../resources/facts";
import type { UniqueValue } from "../resources/kind";
import { addressesIn } from "../terraform-json/references";
import { isRecord } from "../terraform-json/record";
import type { Shown } from "../terraform-json/shown";
import { shown } from "./masks";
import { expressionsIn, type Plan, type PlannedChange } from "./plan";
import type { Hide } from "./redact";
import { readAddress } from "../terraform-json/resource-address";

/** A unique value that a resource should get while another one, or its own predecessor, still has it. */
export interface Collision {
  readonly unique: UniqueValue;
  /** The value, as it may be printed. */
  readonly text: string;
  /** Where the other one stands, as in `services.api › target-group`; `undefined` for the predecessor. */
  readonly holder: string | undefined;
  readonly holderAddress: string;
  /** What happens to what has it. */
  readonly fate: "stays" | "changes" | "goes";
}

interface Claim {
  readonly row: PlannedChange;
  readonly unique: UniqueValue;
  readonly value: readonly Shown[];
  readonly within: readonly Shown[];
}

/** Every value that is still taken when Terraform wants it, by the address of the resource that should get it. */
export function collisionsIn(plan: Plan, hide: Hide): ReadonlyMap<string, readonly Collision[]> {
  const rows = plan.resource_changes.filter(({ mode }) => mode === "managed");
  const held = rows.flatMap((row) => claims(row, "before", hide));
  const dependsOn = dependencies(plan);
  const found = new Map<string, Collision[]>();
  for (const wanted of rows.flatMap((row) => claims(row, "after", hide))) {
    if (!isNew(wanted, held)) continue;
    const holders = held.filter((claim) => meet(wanted, claim) && !isFreeBefore(claim, wanted, dependsOn, hide));
    const collisions = holders.map((claim) => collision(claim, wanted, hide));
    if (collisions.length > 0) found.set(wanted.row.address, [...(found.get(wanted.row.address) ?? []), ...collisions]);
  }
  return found;
}

/** What a resource has, or should have; nothing where that is not known, or sensitive. */
function claims(row: PlannedChange, side: "before" | "after", hide: Hide): Claim[] {
  const { unique: facts = [] } = factsOf(row.type);
  const { change } = row;
  const values = change[side];
  if (facts.length === 0 || !isRecord(values)) return [];
  const masks =
    side === "before"
      ? { sensitive: change.before_sensitive, hide }
      : { sensitive: change.after_sensitive, unknown: change.after_unknown, hide };
  const visible = shown(values, masks) as Readonly<Record<string, Shown>>;
  return facts.flatMap((unique) => {
    const [value, within] = [unique.of, unique.within ?? []].map((names) => names.map((name) => visible[name] ?? ""));
    if (!value || !within || [...value, ...within].some((one) => typeof one === "symbol")) return [];
    return value.every((one) => one === "") ? [] : [{ row, unique, value, within }];
  });
}

function isNew({ row, unique, value, within }: Claim, held: readonly Claim[]): boolean {
  const { actions } = row.change;
  if (actions.includes("create")) return true;
  if (!actions.includes("update")) return false;
  const own = held.find((claim) => claim.row === row && claim.unique === unique);
  return !isDeepStrictEqual([own?.value, own?.within], [value, within]);
}

function meet(one: Claim, other: Claim): boolean {
  if (one.unique !== other.unique || one.row.type !== other.row.type) return false;
  if (!isDeepStrictEqual(one.within, other.within)) return false;
  return one.unique.ranges ? rangesOverlap(one.value[0], other.value[0]) : isDeepStrictEqual(one.value, other.value);
}

function rangesOverlap(one: Shown, other: Shown): boolean {
  if (typeof one !== "string" || typeof other !== "string") return false;
  if (!Address4.isValid(one) || !Address4.isValid(other)) return false;
  const [first, second] = [new Address4(one), new Address4(other)];
  return first.isInSubnet(second) || second.isInSubnet(first);
}

/** Whether Terraform takes the value from what has it before it gives it away again. */
function isFreeBefore(
  holder: Claim,
  wanted: Claim,
  dependsOn: (one: string, other: string) => boolean,
  hide: Hide,
): boolean {
  const { actions } = holder.row.change;
  const [destroyed, created] = [actions.indexOf("delete"), actions.indexOf("create")];
  const destroysFirst = destroyed !== -1 && destroyed < created;
  if (holder.row === wanted.row) return destroysFirst || created === -1;
  const givesUp = fateOf(holder, wanted, hide) === "changes" && (actions.includes("update") || destroysFirst);
  return givesUp && dependsOn(wanted.row.address, holder.row.address);
}

function fateOf(holder: Claim, wanted: Claim, hide: Hide): Collision["fate"] {
  const { actions, after } = holder.row.change;
  if (actions.join() === "delete") return "goes";
  if (actions.join() === "no-op" || actions.includes("forget") || !isRecord(after)) return "stays";
  return claims(holder.row, "after", hide).some((later) => meet(later, wanted)) ? "stays" : "changes";
}

function collision(holder: Claim, wanted: Claim, hide: Hide): Collision {
  const { address, path } = holder.row;
  const { part, detail } = path;
  const isPredecessor = address === wanted.row.address;
  return {
    unique: wanted.unique,
    text: wanted.value
      .filter((one) => one !== "")
      .map(String)
      .join(" "),
    holder: isPredecessor ? undefined : [part, detail].filter(Boolean).join(" › "),
    holderAddress: address,
    fate: isPredecessor ? "goes" : fateOf(holder, wanted, hide),
  };
}

/** Whether one resource refers to another, directly or through others. */
function dependencies(plan: Plan): (one: string, other: string) => boolean {
  const expressionsOf = expressionsIn(plan);
  return (one, other) => {
    const target = readAddress(other).block;
    const seen = new Set([readAddress(one).block]);
    for (const block of seen) {
      const { type, name } = readAddress(block);
      const module = block.slice(0, -`${type}.${name}`.length);
      for (const address of addressesIn(expressionsOf(block))) seen.add(`${module}${address}`);
    }
    return one !== other && seen.has(target);
  };
}
