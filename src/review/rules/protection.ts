import type { Difference } from "../change";
import { finding, type Rule } from "../finding";
import { isRecord, own } from "../../terraform-json/record";
import type { Shown } from "../masks";
import { differenceText, recordOf } from "../text";
import { databases } from "./protections/databases";
import { edge } from "./protections/edge";
import { keys } from "./protections/keys";
import type { Protection } from "./protections/protection";
import { running } from "./protections/running";
import { storage } from "./protections/storage";

const protections: readonly Protection[] = [...databases, ...storage, ...keys, ...edge, ...running];

/** A setting that gets weaker. */
export const protection: Rule = ({ type, before, after, differences }) => {
  if (differences.length === 0) return [];
  const rows = protections.filter((one) => one.type === type);
  return rows.flatMap(({ attribute, isWeaker, level, title, why }) => {
    const path = attribute.split(".");
    const weaker = pairs(settings(before, path), settings(after, path)).filter(({ path: key, from, to }) =>
      isWeaker(from, to, key),
    );
    if (weaker.length === 0) return [];
    const todo = "Put the old value back, or say in the pull request why it is no longer needed.";
    return [finding(level, title, { changes: weaker.map(differenceText), why, todo })];
  });
};

type Settings = ReadonlyMap<string, Shown>;

function pairs(before: Settings, after: Settings): Difference[] {
  return [...new Set([...before.keys(), ...after.keys()])].map((path) => ({
    path,
    from: before.get(path),
    to: after.has(path) ? after.get(path) : hiddenIn(after, path),
    forcesReplacement: false,
  }));
}

/** What tells the elements of a list apart, whatever their order. */
const names = ["id", "name", "rule_name", "origin_id", "path_pattern", "destination_vault_arn"];

/** The values of an attribute, by their path with the names of what they stand in. */
function settings(value: Shown, path: readonly string[], key: readonly string[] = []): Settings {
  const [next, ...rest] = path;
  if (next !== undefined && Array.isArray(value)) {
    const list = value as readonly Shown[];
    return new Map(list.flatMap((item, index) => [...settings(item, path, [...key, nameOf(item) ?? String(index)])]));
  }
  if (next !== undefined && isRecord(value)) return settings(own<Shown>(recordOf(value), next), rest, [...key, next]);
  return new Map<string, Shown>([[key.join("."), value]]);
}

function nameOf(item: Shown): string | undefined {
  if (!isRecord(item)) return undefined;
  const name = names.map((one) => own(item, one)).find((one) => typeof one === "string" && one !== "");
  return name as string | undefined;
}

/** What stands in something that is not known, or sensitive, is so too. */
function hiddenIn(values: Settings, key: string): Shown {
  return [...values].find(([prefix, value]) => typeof value === "symbol" && key.startsWith(`${prefix}.`))?.[1];
}
