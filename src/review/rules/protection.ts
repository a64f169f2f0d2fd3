import type { Difference, ResourceChange } from "../change";
import { factsOf } from "../../resources/facts";
import type { Protection, Values } from "../../resources/protection";
import { type Context, finding, type Finding, type Rule } from "../finding";
import type { Shown } from "../../terraform-json/shown";
import { differenceText, valueText } from "../text";
import { hiddenIn, type Settings, settings } from "./settings";

/** A setting that gets weaker, or that is weak from the start. */
export const protection: Rule = (change, context) => {
  const isNew = change.action === "create";
  if (!isNew && change.differences.length === 0) return [];
  const { protections: rows = [] } = factsOf(change.type);
  return joined(isNew ? startingWeak(change, context, rows) : gettingWeaker(change, rows));
};

function gettingWeaker({ before, after }: ResourceChange, rows: readonly Protection[]): Finding[] {
  return rows.flatMap(({ attribute, isWeaker, level, title, why }) => {
    const path = attribute.split(".");
    const weaker = pairs(settings(before, path), settings(after, path)).filter(({ path: key, from, to }) =>
      isWeaker(from, to, key),
    );
    const todo = "Put the old value back, or say in the pull request why it is no longer needed.";
    return weaker.length === 0 ? [] : [finding(level, title, { changes: weaker.map(differenceText), why, todo })];
  });
}

function startingWeak(change: ResourceChange, { settled }: Context, rows: readonly Protection[]): Finding[] {
  if (rows.length === 0) return [];
  const after = settled(change);
  return rows.flatMap((row) => {
    const { attribute, isWeaker, why, start } = row;
    if (start === undefined || start.unless?.(after)) return [];
    const { safe, level = row.level, title = row.title, onlyPresent = false } = start;
    const weak = planned(after, attribute, onlyPresent).filter(
      ([key, to]) => to !== undefined && typeof to !== "symbol" && isWeaker(safe, to, key),
    );
    if (weak.length === 0) return [];
    const changes = weak.map(([key, value]) => `${key}: ${valueText(value)}`);
    const todo = "Protect it before it is used, or say in the pull request why it needs no protection.";
    return [finding(level, title, { changes, why, todo })];
  });
}

/** What a new resource sets, or `null` where it has no such block; nothing where the plan does not say. */
function planned(after: Values, attribute: string, onlyPresent: boolean): (readonly [string, Shown])[] {
  const path = attribute.split(".");
  const found = [...settings(after, path)].filter(([key]) => key.split(".").at(-1) === path.at(-1));
  if (found.length > 0 || onlyPresent || after[path[0] ?? ""] === undefined) return found;
  return [[attribute, null]];
}

/** Several settings of which the same is to be said are one finding. */
function joined(findings: readonly Finding[]): Finding[] {
  const byTitle = new Map<string, Finding>();
  for (const one of findings) {
    const key = `${one.level} ${one.title}`;
    byTitle.set(key, { ...one, changes: [...(byTitle.get(key)?.changes ?? []), ...one.changes] });
  }
  return [...byTitle.values()];
}

function pairs(before: Settings, after: Settings): Difference[] {
  return [...new Set([...before.keys(), ...after.keys()])].map((path) => ({
    path,
    from: before.get(path),
    to: after.has(path) ? after.get(path) : hiddenIn(after, path),
    forcesReplacement: false,
  }));
}
