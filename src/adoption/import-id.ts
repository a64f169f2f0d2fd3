import { comparable, tail } from "./comparable";
import type { ExportedResource } from "./exported-resource";
import { importable } from "./importable";
import { at } from "../terraform-json/record";

/** Where an import happens, for ids that are made of it. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

/**
 * The id by which the provider imports what was found; `undefined` for a type that it does not import, or where the export
 * does not say what the id is made of.
 */
export function importId({ type, attributes }: ExportedResource, place: Place): string | undefined {
  const known = type === undefined ? undefined : importable(type);
  if (!known) return undefined;
  const parts: (string | undefined)[] = [];
  const id = (known.id ?? "{id}").replaceAll(/\{([^}]+)\}/g, (_, choice: string) => {
    const part = choice
      .split("|")
      .map((source) => partOf(source, attributes, place))
      .find((text) => text !== undefined);
    parts.push(part);
    return part ?? "";
  });
  return parts.includes(undefined) ? undefined : id;
}

function partOf(source: string, attributes: ExportedResource["attributes"], place: Place): string | undefined {
  if (source.startsWith("=")) return source.slice(1);
  if (source === "@account") return place.account;
  if (source === "@region") return place.region;
  const [path = "", modifier] = source.split(":");
  const value = at(attributes, path);
  if (comparable(value) === undefined || (typeof value !== "string" && typeof value !== "number")) return undefined;
  return String(modifier === "tail" ? tail(value) : value);
}
