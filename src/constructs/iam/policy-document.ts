/** One statement of a policy, in IAM's own words (IAM User Guide, "JSON policy elements"). */
export interface PolicyStatement {
  readonly sid: string;
  /** @default "Allow" */
  readonly effect?: "Allow" | "Deny";
  readonly actions: readonly string[];
  /** Left out in a trust policy. */
  readonly resources?: readonly string[];
  /** Left out in a policy that belongs to a role. */
  readonly principals?: Readonly<Record<string, string | readonly string[]>> | "*";
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** The policy's JSON. */
export function policyDocument(statements: readonly PolicyStatement[]): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: statements.map(({ sid, effect = "Allow", actions, resources, principals, conditions }) => ({
      Sid: sid,
      Effect: effect,
      Principal: principals,
      Action: actions,
      Resource: resources,
      Condition: conditions,
    })),
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
