import type { Body } from "./body";
import { own } from "./record";

/** Where a construct stands in its stack, in the words of an environment's file. */
export interface ConstructPath {
  /** As in `services.api`. */
  readonly part: string;
  /** What it is within that part, as in `task-definition › log-group`; empty for the part itself. */
  readonly detail: string;
}

/** The first ids of a stack that are followed by a key of the configuration. */
const keyed = new Set(["services", "load-balancers", "existing-databases", "delivery", "roles"]);

/** The ids that cdktf leaves out of a resource's name. */
const unnamed = new Set(["Default", "Resource"]);

/**
 * The path of the construct that a resource or data source is of: as cdktf notes it in the synthesized block, or as far as its
 * name tells it where only that is known, as in a plan.
 *
 * @param index the key of one of several instances
 */
export function constructPath(
  name: string,
  { body, index }: { readonly body?: Body; readonly index?: string | number | undefined } = {},
): ConstructPath {
  const [first = name, ...rest] = (body && synthesizedPath(body)?.split("/").slice(1)) ?? namedPath(name);
  const ids = rest.filter((id) => !unnamed.has(id));
  const [key, ...below] = ids;
  const isKeyed = keyed.has(first) && key !== undefined;
  return {
    part: isKeyed ? `${camelCase(first)}.${key}` : camelCase(first),
    detail: [...(isKeyed ? below : ids), ...(index === undefined ? [] : [String(index)])].join(" › "),
  };
}

/** A text with paths in the place of the addresses of resources, data sources and locals that have names of cdktf's. */
export function withConstructPaths(text: string): string {
  return text.replaceAll(/(data\.)?\b[a-z]\w*\.([\w-]+_[0-9A-F]{8})\b/g, (_, data, name: string) => {
    const { part, detail } = constructPath(name);
    return [data === undefined ? "" : "data ", part, detail === "" ? "" : ` › ${detail}`].join("");
  });
}

/** The path of a block's construct with its stack, as in `shop-staging/services/api/service/Resource`; `undefined` in a plan. */
export function synthesizedPath(body: Body): string | undefined {
  const path = own(own(own(body, "//"), "metadata"), "path");
  return typeof path === "string" ? path : undefined;
}

/** The key of the service that a path belongs to; `undefined` outside of `services`. */
export function serviceKeyOf({ part }: ConstructPath): string | undefined {
  const [section, key] = part.split(".");
  return section === "services" ? key : undefined;
}

/** The last word of a part: `api` of `services.api`. */
export function keyOf({ part }: ConstructPath): string {
  return part.split(".").at(-1) ?? part;
}

/** The ids that a name such as `services_api_service_2FFD5712` is made of. Those of environment variables have underscores of their own. */
function namedPath(name: string): string[] {
  const isCapital = (text: string | undefined): boolean => text !== undefined && /^[A-Z0-9]*[A-Z][A-Z0-9]*$/.test(text);
  const words = name.replace(/_[0-9A-F]{8}$/, "").split("_");
  return words.reduce<string[]>((ids, word) => {
    const last = ids.at(-1);
    const belongsToLast = isCapital(word) && isCapital(last?.split("_").at(-1));
    return belongsToLast ? [...ids.slice(0, -1), `${last ?? ""}_${word}`] : [...ids, word];
  }, []);
}

function camelCase(kebab: string): string {
  return kebab.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
