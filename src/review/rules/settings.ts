import { isRecord, own } from "../../terraform-json/record";
import type { Shown } from "../../terraform-json/shown";
import { recordOf } from "../text";

/** The values of an attribute, by their path with the names of what they stand in. */
export type Settings = ReadonlyMap<string, Shown>;

/** What tells the elements of a list apart, whatever their order. */
const names = ["id", "name", "rule_name", "origin_id", "path_pattern", "destination_vault_arn"];

/** Every value of an attribute; none where it would stand in a list that is empty. */
export function settings(value: Shown, path: readonly string[], key: readonly string[] = []): Settings {
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
export function hiddenIn(values: Settings, key: string): Shown {
  return [...values].find(([prefix, value]) => typeof value === "symbol" && key.startsWith(`${prefix}.`))?.[1];
}
