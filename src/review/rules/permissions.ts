import type { ResourceChange } from "../change";
import { finding, type Finding, type Level, type Rule } from "../finding";
import { unknown } from "../masks";
import { isAmong, newlyAllowed, type Statement, statementsOf, statementText } from "../policy-statements";

/** Where a resource keeps a policy, by Terraform's type. */
const policies: Readonly<Record<string, { readonly attribute: string; readonly what: string }>> = {
  aws_backup_vault_policy: { attribute: "policy", what: "the vault" },
  aws_cloudwatch_log_resource_policy: { attribute: "policy_document", what: "log groups" },
  aws_ecr_registry_policy: { attribute: "policy", what: "the registry" },
  aws_ecr_repository_policy: { attribute: "policy", what: "the repository" },
  aws_efs_file_system_policy: { attribute: "policy", what: "the files" },
  aws_iam_policy: { attribute: "policy", what: "whoever has it" },
  aws_iam_role: { attribute: "assume_role_policy", what: "who may assume the role" },
  aws_iam_role_policy: { attribute: "policy", what: "the role" },
  aws_kms_key: { attribute: "policy", what: "the key" },
  aws_s3_bucket_policy: { attribute: "policy", what: "the bucket" },
  aws_secretsmanager_secret_policy: { attribute: "policy", what: "the secret" },
  aws_sns_topic_policy: { attribute: "policy", what: "the topic" },
  aws_sqs_queue_policy: { attribute: "policy", what: "the queue" },
  aws_vpc_endpoint: { attribute: "policy", what: "who may use the endpoint" },
};

/** What IAM lets somebody do that was not allowed before, statement by statement. */
export const permissions: Rule = (change) => {
  const place = Object.hasOwn(policies, change.type) ? policies[change.type] : undefined;
  if (!place || change.action === "delete" || change.action === "no-op" || change.action === "forget") return [];
  const { attribute } = place;
  if (change.action === "update" && change.differences.every(({ path }) => path !== attribute)) return [];
  if (change.after[attribute] === unknown) return unknownPolicy(change);
  const after = statementsOf(change.after[attribute]) ?? [];
  const before = change.action === "create" ? [] : (statementsOf(change.before[attribute]) ?? []);
  return [...widened(change, before, after), ...liftedDenials(before, after), ...narrowed(change, before, after)];
};

/** A new policy whose text hangs on what is still to be created is routine; a known one that changes so is not. */
function unknownPolicy({ action }: ResourceChange): Finding[] {
  if (action === "create") return [];
  return [
    finding("look", "gets a policy that is known only after apply", {
      why: "It hangs on something that is still to be created, so the plan does not show what it will allow.",
      todo: "Read it in the configuration, or apply what it hangs on first.",
    }),
  ];
}

function widened(change: ResourceChange, before: readonly Statement[], after: readonly Statement[]): Finding[] {
  const wider = after
    .filter(({ effect }) => effect === "Allow")
    .map((statement) => ({ statement, actions: newlyAllowed(statement, before) }))
    .filter(({ actions }) => actions.length > 0);
  const level = worstOf(wider.map(({ statement, actions }) => levelOf(change, statement, actions)));
  if (level === undefined || level === "routine") return [];
  return [
    finding(level, change.action === "create" ? "may do much from the start" : "is allowed more", {
      changes: wider.map(({ statement }) => `+ ${statementText(statement)}`),
      why: reasons[level],
      todo: "See that each action, resource and principal is needed; name resources instead of *.",
    }),
  ];
}

const reasons: Readonly<Record<Exclude<Level, "routine">, string>> = {
  blocks: "Everybody in the world, or anything in the account, comes within reach.",
  dangerous: "Roles that can be passed on or assumed, and wildcards, are how one lost key becomes a lost account.",
  look: "Whoever takes over this role or service may do it too.",
};

function levelOf({ action, type }: ResourceChange, statement: Statement, actions: readonly string[]): Level {
  const { principals, resources, conditions } = statement;
  if (principals.includes("*") && conditions === "") return "blocks";
  const isAccountRoot =
    principals.length > 0 && principals.every((principal) => /^AWS:arn:aws:iam::\d{12}:root$/.test(principal));
  if (isAccountRoot && action === "create") return "routine";
  if (
    actions.includes("*") ||
    actions.some((one) => one.startsWith("not ")) ||
    resources.some((one) => one.startsWith("not "))
  )
    return "blocks";
  if (actions.some((one) => one.endsWith(":*") && resources.includes("*")) && type !== "aws_kms_key") return "blocks";
  if (action === "create") return "routine";
  const isTrust = type === "aws_iam_role";
  const passes = actions.some((one) => /^iam:PassRole$|^sts:AssumeRole|^iam:(Put|Attach|Create|Update)/i.test(one));
  const wildcard = actions.some((one) => one.endsWith("*")) || (resources.includes("*") && type === "aws_iam_policy");
  return isTrust || passes || wildcard || principals.includes("*") ? "dangerous" : "look";
}

function worstOf(found: readonly Level[]): Level | undefined {
  return (["blocks", "dangerous", "look", "routine"] as const).find((level) => found.includes(level));
}

function liftedDenials(before: readonly Statement[], after: readonly Statement[]): Finding[] {
  const lifted = before.filter((statement) => statement.effect === "Deny" && !isAmong(after, statement));
  if (lifted.length === 0) return [];
  return [
    finding("dangerous", "no longer denies what it denied", {
      changes: lifted.map((statement) => `- ${statementText(statement)}`),
      why: "A denial holds against every other permission; without it those count.",
      todo: "Put the statement back, or say in the pull request why it is no longer needed.",
    }),
  ];
}

/** Less than before is safe for the account, and may break whoever used it. */
function narrowed(change: ResourceChange, before: readonly Statement[], after: readonly Statement[]): Finding[] {
  if (change.action === "create") return [];
  const lost = before.filter((statement) => statement.effect === "Allow" && newlyAllowed(statement, after).length > 0);
  if (lost.length === 0) return [];
  return [
    finding("look", "is allowed less", {
      changes: lost.map((statement) => `- ${statementText(statement)}`),
      why: "Whatever still uses it is refused as soon as this is applied.",
      todo: "See that nothing needs it any more.",
    }),
  ];
}
