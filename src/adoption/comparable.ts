import { isRecord, own } from "../terraform-json/record";
import { importable } from "./importable";

/**
 * A value so that two that mean the same are equal as texts: no order among many, no list around one, nothing that is not
 * set. `undefined` is nothing at all.
 */
export function comparable(value: unknown): string | undefined {
  const simple = simplified(value);
  return simple === undefined ? undefined : JSON.stringify(simple);
}

function simplified(value: unknown): unknown {
  if (value === undefined || value === null || value === "") return undefined;
  if (Array.isArray(value)) {
    const items = value.map(simplified).filter((item) => item !== undefined);
    if (items.length < 2) return items[0];
    return items.map((item) => JSON.stringify(item)).sort();
  }
  if (isRecord(value)) {
    const entries = Object.entries(value)
      .map(([key, item]) => [key, simplified(item)] as const)
      .filter(([, item]) => item !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1));
    return entries.length === 0 ? undefined : Object.fromEntries(entries);
  }
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** What stands behind the last slash: AWS's tools take a cluster's name and its ARN alike. */
export function tail(value: unknown): unknown {
  return typeof value === "string" ? value.replace(/^.*\//, "") : value;
}

/** An attribute of a type, to be compared with the same one elsewhere. */
export function comparableAttribute(type: string, attribute: string, value: unknown): string | undefined {
  const spelling = own(importable(type)?.spellings ?? {}, attribute);
  return comparable(spelling ? spelling(value) : value);
}
