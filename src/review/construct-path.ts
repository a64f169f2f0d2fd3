/** Where something stands in an environment's file, told from its Terraform address. */
export interface ConstructPath {
  /** As in `services.api`. */
  readonly part: string;
  /** What it is within that part, as in `task-definition › log-group`; empty for the part itself. */
  readonly detail: string;
}

/** The first words of a stack that are followed by a key. */
const keyed = new Set(["services", "load-balancers", "existing-databases", "delivery", "roles"]);

/**
 * Reads the path of a construct out of the address that cdktf made of it: `aws_ecs_service.services_api_service_2FFD5712` is
 * the service of `services.api`.
 */
export function constructPath(name: string, index?: string | number): ConstructPath {
  const [first = name, ...rest] = name.replace(/_[0-9A-F]{8}$/, "").split("_");
  const [key, ...below] = rest;
  const path = keyed.has(first) && key !== undefined ? below : rest;
  const part = keyed.has(first) && key !== undefined ? `${camelCase(first)}.${key}` : camelCase(first);
  const detail = [...withVariables(path), ...(index === undefined ? [] : [String(index)])].join(" › ");
  return { part, detail };
}

/** Environment variables are ids with underscores of their own. */
function withVariables(path: readonly string[]): string[] {
  const isCapital = (text: string | undefined): boolean => text !== undefined && /^[A-Z0-9]*[A-Z][A-Z0-9]*$/.test(text);
  return path.reduce<string[]>((words, segment) => {
    const last = words.at(-1);
    const belongsToLast = isCapital(segment) && isCapital(last?.split("_").at(-1));
    return belongsToLast ? [...words.slice(0, -1), `${last ?? ""}_${segment}`] : [...words, segment];
  }, []);
}

function camelCase(kebab: string): string {
  return kebab.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
