import { isRecord } from "../terraform-json/record";
import type { Shown } from "../terraform-json/shown";

/** One statement of a policy with every list spelled out (IAM User Guide, "JSON policy elements"). */
export interface Statement {
  readonly sid: string;
  readonly effect: string;
  /** As in `Service:ecs-tasks.amazonaws.com`; `*` for everybody; empty in a role's own policy. */
  readonly principals: readonly string[];
  /** With `not ` before them where it is everything but these. */
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** The conditions as JSON with sorted keys, or an empty text. */
  readonly conditions: string;
}

/** The statements of a policy document; `undefined` when the text is none, or is not known yet. */
export function statementsOf(text: Shown): Statement[] | undefined {
  if (typeof text !== "string") return undefined;
  try {
    const document: unknown = JSON.parse(text);
    if (!isRecord(document)) return undefined;
    const { Statement: found } = document;
    const statements = Array.isArray(found) ? (found as unknown[]) : [found];
    return statements.filter(isRecord).map((statement) => ({
      sid: typeof statement.Sid === "string" ? statement.Sid : "",
      effect: typeof statement.Effect === "string" ? statement.Effect : "",
      principals: [...principals(statement.Principal), ...principals(statement.NotPrincipal).map(not)],
      actions: [...texts(statement.Action), ...texts(statement.NotAction).map(not)],
      resources: [...texts(statement.Resource), ...texts(statement.NotResource).map(not)],
      conditions: statement.Condition === undefined ? "" : JSON.stringify(sorted(statement.Condition)),
    }));
  } catch {
    return undefined;
  }
}

function principals(value: unknown): string[] {
  if (!isRecord(value)) return texts(value);
  return Object.entries(value).flatMap(([kind, names]) =>
    texts(names).map((name) => (name === "*" ? "*" : `${kind}:${name}`)),
  );
}

function texts(value: unknown): string[] {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? (value as unknown[]) : [value]).map(String);
}

function not(text: string): string {
  return `not ${text}`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}

/** What a statement says, on one line. */
export function statementText({ sid, effect, principals, actions, resources, conditions }: Statement): string {
  return [
    sid === "" ? effect : `${sid}: ${effect}`,
    actions.join(", "),
    ...(resources.length > 0 ? [`on ${resources.join(", ")}`] : []),
    ...(principals.length > 0 ? [`to ${principals.join(", ")}`] : []),
    ...(conditions === "" ? [] : [`if ${conditions}`]),
  ].join(" ");
}

/** Whether whatever `wide` matches includes all that `narrow` matches, in IAM's wildcards. */
function covers(wide: string, narrow: string): boolean {
  if (wide === narrow || wide === "*") return true;
  if (wide.startsWith("not ") || narrow.startsWith("not ")) return false;
  const literal = wide.search(/[*?]/);
  if (literal === -1 || !narrow.startsWith(wide.slice(0, literal))) return false;
  const pattern = wide
    .slice(literal)
    .split("*")
    .map((part) => part.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`).replaceAll("?", "."))
    .join(".*");
  return pattern === ".*" || new RegExp(`^${pattern}$`, "s").test(narrow.slice(literal));
}

/** The same of actions, in which IAM overlooks capitals; in resources and principals it does not. */
export function coversAction(wide: string, narrow: string): boolean {
  return wide === narrow || covers(wide.toLowerCase(), narrow.toLowerCase());
}

/** Whether two statements are written alike: most of a policy stays as it is, and needs no closer look. */
function isAlike(one: Statement, other: Statement): boolean {
  return (
    one.effect === other.effect &&
    one.conditions === other.conditions &&
    (["principals", "actions", "resources"] as const).every(
      (list) =>
        one[list].length === other[list].length && one[list].every((text, index) => text === other[list][index]),
    )
  );
}

/** What of a statement no other one of the same effect said before, action by action and resource by resource. */
export function newlySaid(statement: Statement, before: readonly Statement[]): string[] {
  if (before.some((one) => isAlike(one, statement))) return [];
  const earlier = before.filter(
    ({ effect, conditions }) =>
      effect === statement.effect && (conditions === "" || conditions === statement.conditions),
  );
  const resources = statement.resources.length > 0 ? statement.resources : [""];
  const principals = statement.principals.length > 0 ? statement.principals : [""];
  const isCovered = (action: string, resource: string, principal: string): boolean =>
    earlier.some(
      (one) =>
        one.actions.some((wide) => coversAction(wide, action)) &&
        (resource === "" || one.resources.some((wide) => covers(wide, resource))) &&
        (principal === "" || one.principals.some((wide) => covers(wide, principal))),
    );
  return statement.actions.filter((action) =>
    resources.some((resource) => principals.some((principal) => !isCovered(action, resource, principal))),
  );
}
