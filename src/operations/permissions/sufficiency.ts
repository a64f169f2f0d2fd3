import { iamAction } from "./iam-action";

/** A statement of a policy as IAM holds it, as far as it says which actions are meant. */
export interface Statement {
  readonly Effect: "Allow" | "Deny";
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: unknown;
}

export interface Called {
  readonly service: string;
  readonly operation: string;
}

export interface Sufficiency {
  /** Actions that were needed and are not allowed. */
  readonly missing: readonly string[];
  /** Actions that are allowed by their names and were not needed. */
  readonly needless: readonly string[];
}

/** Needs no permission (AWS STS API Reference, "GetCallerIdentity"). */
const free = "sts:GetCallerIdentity";

/**
 * Holds calls against what a role may do, by their actions. On which resources it may do them is not looked at: a statement
 * for any of them counts, and a denial only if it is for all.
 */
export function sufficiency(calls: readonly Called[], statements: readonly Statement[]): Sufficiency {
  const needed = new Set(calls.map(({ service, operation }) => iamAction(service, operation)));
  needed.delete(free);
  const allows = statements.filter(({ Effect }) => Effect === "Allow");
  const denials = statements.filter(
    ({ Effect, Resource, Condition }) => Effect === "Deny" && !Condition && list(Resource).includes("*"),
  );
  const isAllowed = (action: string): boolean => allows.some(names(action)) && !denials.some(names(action));
  const allowed = new Set(allows.flatMap(({ Action }) => list(Action)).filter((action) => !action.includes("*")));
  return {
    missing: [...needed].filter((action) => !isAllowed(action)).sort(),
    needless: [...allowed].filter((action) => !needed.has(action)).sort(),
  };
}

/** IAM compares without regard to case (IAM User Guide, "IAM JSON policy elements: Action"). */
function names(action: string): (statement: Statement) => boolean {
  const fits = (pattern: string): boolean =>
    new RegExp(
      `^${pattern
        .replaceAll(/[.+^$()[\]{}|\\]/g, String.raw`\$&`)
        .replaceAll("*", ".*")
        .replaceAll("?", ".")}$`,
      "i",
    ).test(action);
  return ({ Action, NotAction }) => (NotAction ? !list(NotAction).some(fits) : list(Action).some(fits));
}

function list(words: string | readonly string[] = []): readonly string[] {
  return typeof words === "string" ? [words] : words;
}
