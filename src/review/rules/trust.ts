import { isRecord } from "../../terraform-json/record";
import { coversAction } from "../policy-statements";

/** Actions with which a role can extend its own permissions. */
const mighty = [
  ...["AttachRolePolicy", "CreateAccessKey", "CreatePolicyVersion", "CreateRole", "PassRole", "PutRolePolicy"],
  ...["PutUserPolicy", "UpdateAssumeRolePolicy"],
].map((action) => `iam:${action}`);

export function isMighty(action: string): boolean {
  return (
    /^sts:AssumeRole|^iam:(Put|Attach|Create|Update)/i.test(action) || mighty.some((one) => coversAction(action, one))
  );
}

/** The account as a whole: every principal in it that has the permission too. */
export function isAccountRoot(principal: string): boolean {
  return /^AWS:(arn:aws[\w-]*:iam::\d{12}:root|\d{12})$/.test(principal);
}

/** A service of AWS, which acts for any account. */
export function isService(principal: string): boolean {
  return principal.startsWith("Service:");
}

/** A principal of an account other than the plan's own; none where that is not known. */
export function isStranger(principal: string, accountId: string | undefined): boolean {
  const account = /^AWS:(?:arn:aws[\w-]*:(?:iam|sts)::)?(\d{12})(?::|$)/.exec(principal)?.[1];
  return accountId !== undefined && account !== undefined && account !== accountId;
}

/** Conditions that say who calls, or from where: without one of them everybody is really everybody (S3, "The meaning of public"). */
const callerKeys =
  /^(aws:(Source(Account|Arn|Ip|OrgID|OrgPaths|Vpc|Vpce|VpcArn|Owner)|Principal(Account|Arn|OrgID|OrgPaths)|userid)|elasticfilesystem:AccessedViaMountTarget|kms:CallerAccount|s3:DataAccessPoint(Account|Arn)|[\w.:/-]+:sub)$/i;

/** Operators that want the key to be there: what ends in `IfExists`, and what is said of all values, is true of a caller without it. */
const asksForKey = /^(ForAnyValue:)?(?!Null|\w*Not)\w+(?<!IfExists)$/i;

/** Values that are true of callers of any account. */
const everybody = [
  /^[*?]/,
  /^(?=.*[*?])[\d*?]+$/, // accounts
  /^[\d.:]+\/0$/, // addresses
  /^(vpce?|o)-[^/]*[*?]/, // networks and organizations
  /^arn:([^:]*:){0,2}[^:]*\*$/,
  /^arn:([^:]*:){3}[^:]*[*?]/,
  /^arn:([^:]*:){3}:.*[*?]/, // S3's have no account: any account with a bucket of such a name
];

export function namesCaller(conditions: string): boolean {
  return tests(conditions).some(
    ({ operator, key, values }) =>
      callerKeys.test(key) &&
      asksForKey.test(operator) &&
      !values.some((value) => everybody.some((one) => one.test(value))),
  );
}

export function isOfGithub(principal: string): boolean {
  return principal.startsWith("Federated:") && principal.endsWith("token.actions.githubusercontent.com");
}

/** Whether only workflows of named repositories are let in. */
export function namesRepository(conditions: string): boolean {
  return tests(conditions).some(
    ({ operator, key, values }) =>
      key.endsWith(":sub") &&
      /^(ForAnyValue:)?String(Equals(IgnoreCase)?|Like)$/i.test(operator) &&
      values.every((value) => /^repo:[^:*?]+\/[^:*?]+:/.test(value)),
  );
}

interface Test {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

function tests(conditions: string): Test[] {
  const document: unknown = conditions === "" ? {} : JSON.parse(conditions);
  return Object.entries(isRecord(document) ? document : {}).flatMap(([operator, keys]) =>
    Object.entries(isRecord(keys) ? keys : {}).map(([key, value]) => ({
      operator,
      key,
      values: (Array.isArray(value) ? (value as unknown[]) : [value]).map(String),
    })),
  );
}
