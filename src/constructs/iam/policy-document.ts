/** One statement of a policy, in IAM's own words (IAM User Guide, "JSON policy elements"). */
export interface PolicyStatement {
  readonly sid: string;
  /** @default "Allow" */
  readonly effect?: "Allow" | "Deny";
  readonly actions: readonly string[];
  /** Left out in a trust policy. */
  readonly resources?: readonly string[];
  /** Instead of resources: everything but these, for denials. */
  readonly notResources?: readonly string[];
  /** Left out in a policy that belongs to a role. */
  readonly principals?: Readonly<Record<string, string | readonly string[]>> | "*";
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** The policy's JSON. */
export function policyDocument(statements: readonly PolicyStatement[]): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: statements.map(
      ({ sid, effect = "Allow", actions, resources, notResources, principals, conditions }) => ({
        Sid: sid,
        Effect: effect,
        Principal: principals,
        Action: actions,
        Resource: resources,
        NotResource: notResources,
        Condition: conditions,
      }),
    ),
  });
}

/**
 * Makes one statement of those that differ in nothing but their resources: a role that serves many services stays within
 * the 6,144 characters that IAM takes (IAM User Guide, "IAM and AWS STS quotas").
 */
export function merged(statements: readonly PolicyStatement[]): PolicyStatement[] {
  const alike = new Map<string, PolicyStatement[]>();
  for (const statement of statements) {
    const { effect, actions, notResources, principals, conditions } = statement;
    const key = JSON.stringify([effect, actions, notResources, principals, conditions]);
    alike.set(key, [...(alike.get(key) ?? []), statement]);
  }
  return [...alike.values()].flatMap(([first, ...others]) => {
    if (!first || others.length === 0) return first ?? [];
    const resources = [...new Set([first, ...others].flatMap(({ resources: each = [] }) => each))];
    return { ...first, sid: `${first.sid}AndOthers`, resources };
  });
}

/** A statement's id from the words that tell what it is for: IAM takes only letters and digits. */
export function statementId(...words: readonly string[]): string {
  return words
    .flatMap((word) => word.split(/[^A-Za-z0-9]+/))
    .filter((part) => part !== "")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1).toLowerCase())
    .join("");
}
