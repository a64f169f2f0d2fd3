import { isRecord, type Shown } from "./masks";

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
  /** The same for statements that say the same. */
  readonly identity: string;
}

/** The statements of a policy document; `undefined` when the text is none, or is not known yet. */
export function statementsOf(text: Shown): Statement[] | undefined {
  if (typeof text !== "string") return undefined;
  try {
    const document: unknown = JSON.parse(text);
    if (!isRecord(document)) return undefined;
    const { Statement: found } = document;
    const statements = Array.isArray(found) ? (found as unknown[]) : [found];
    return statements.filter(isRecord).map((statement) =>
      identified({
        sid: typeof statement.Sid === "string" ? statement.Sid : "",
        effect: typeof statement.Effect === "string" ? statement.Effect : "",
        principals: [...principals(statement.Principal), ...principals(statement.NotPrincipal).map(not)],
        actions: [...texts(statement.Action), ...texts(statement.NotAction).map(not)],
        resources: [...texts(statement.Resource), ...texts(statement.NotResource).map(not)],
        conditions: statement.Condition === undefined ? "" : JSON.stringify(sorted(statement.Condition)),
      }),
    );
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
    brief(actions),
    ...(resources.length > 0 ? [`on ${brief(resources)}`] : []),
    ...(principals.length > 0 ? [`to ${brief(principals)}`] : []),
    ...(conditions === "" ? [] : [`if ${conditions}`]),
  ].join(" ");
}

function brief(list: readonly string[]): string {
  return list.length > 8 ? `${list.slice(0, 8).join(", ")} and ${list.length - 8} more` : list.join(", ");
}

/** Whether whatever `wide` matches includes all that `narrow` matches, in IAM's wildcards. */
export function covers(wide: string, narrow: string): boolean {
  if (wide === narrow || wide === "*") return true;
  if (wide.startsWith("not ") || narrow.startsWith("not ")) return false;
  if (!/[*?]/.test(wide)) return wide.toLowerCase() === narrow.toLowerCase();
  const pattern = wide
    .split("*")
    .map((part) => part.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`).replaceAll("?", "."))
    .join(".*");
  return new RegExp(`^${pattern}$`, "is").test(narrow);
}

/** Whether the very same statement is among others, whatever the order of what it lists. */
export function isAmong(statements: readonly Statement[], { identity }: Statement): boolean {
  return statements.some((one) => one.identity === identity);
}

function identified(statement: Omit<Statement, "identity">): Statement {
  const { effect, principals, actions, resources, conditions } = statement;
  const lists = [principals, actions, resources].map((list) => [...list].sort());
  return { ...statement, identity: JSON.stringify([effect, lists, conditions]) };
}

/** What of a statement no other one of the same effect said before, action by action and resource by resource. */
export function newlySaid(statement: Statement, before: readonly Statement[]): string[] {
  if (isAmong(before, statement)) return [];
  const earlier = before.filter(
    ({ effect, conditions }) =>
      effect === statement.effect && (conditions === "" || conditions === statement.conditions),
  );
  const resources = statement.resources.length > 0 ? statement.resources : [""];
  const principals = statement.principals.length > 0 ? statement.principals : [""];
  const isCovered = (action: string, resource: string, principal: string): boolean =>
    earlier.some(
      (one) =>
        one.actions.some((wide) => covers(wide, action)) &&
        (resource === "" || one.resources.some((wide) => covers(wide, resource))) &&
        (principal === "" || one.principals.some((wide) => covers(wide, principal))),
    );
  return statement.actions.filter((action) =>
    resources.some((resource) => principals.some((principal) => !isCovered(action, resource, principal))),
  );
}
