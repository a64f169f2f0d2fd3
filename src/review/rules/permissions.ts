import type { ResourceChange } from "../change";
import { type Context, finding, type Finding, type Level, type Rule } from "../finding";
import { type Shown, unknown } from "../masks";
import { newlySaid, type Statement, statementsOf, statementText } from "../policy-statements";
import { valueText } from "../text";
import { guardedGoesToo } from "./guards";
import { isAccountRoot, isMighty, isOfGithub, isStranger, namesCaller, namesRepository } from "./trust";

interface PolicyPlace {
  readonly attribute: string;
  readonly what: string;
  /** What AWS gives a new one by itself. @default nothing */
  readonly given?: readonly Statement[];
}

/** A VPC endpoint keeps nobody out before its policy does (AWS PrivateLink Guide, "Default endpoint policy"). */
const everybody: Statement = {
  ...{ sid: "", effect: "Allow", principals: ["*"], actions: ["*"], resources: ["*"], conditions: "" },
};

/** Where a resource keeps a policy, by Terraform's type. */
const policies: Readonly<Record<string, PolicyPlace>> = {
  aws_kms_key_policy: { attribute: "policy", what: "the key" },
  aws_iam_user_policy: { attribute: "policy", what: "the user" },
  aws_iam_group_policy: { attribute: "policy", what: "the group" },
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
  aws_vpc_endpoint: { attribute: "policy", what: "who may use the endpoint", given: [everybody] },
};

/** What IAM lets somebody do that was not allowed before, statement by statement. */
export const permissions: Rule = (change, context) => {
  const place = Object.hasOwn(policies, change.type) ? policies[change.type] : undefined;
  if (!place || change.action === "no-op" || change.action === "forget") return [];
  const { attribute, given = [] } = place;
  const before = change.action === "create" ? given : (statementsOf(change.before[attribute]) ?? []);
  if (change.action === "delete") return guardedGoesToo(change, context.changes) ? [] : liftedDenials(before, []);
  if (change.action === "update" && change.differences.every(({ path }) => path !== attribute)) return [];
  const after = isNothing(change.after[attribute]) ? [] : statementsOf(change.after[attribute]);
  if (after === undefined) return unreadPolicy(change, change.after[attribute]);
  return [
    ...widened(change, before, after, context),
    ...liftedDenials(before, after),
    ...narrowed(change, before, after),
  ];
};

function isNothing(policy: Shown): boolean {
  return policy === undefined || policy === null || policy === "";
}

/** A new policy whose text hangs on what is still to be created is routine; a known one that changes so is not. */
function unreadPolicy({ action }: ResourceChange, policy: Shown): Finding[] {
  if (policy !== unknown) {
    return [
      finding("dangerous", "gets a policy that cannot be read", {
        changes: [`policy: ${valueText(policy)}`],
        why: "The plan does not show what it will allow.",
        todo: "Read it in the configuration; a policy has nothing sensitive in it.",
      }),
    ];
  }
  if (action === "create") return [];
  return [
    finding("look", "gets a policy that is known only after apply", {
      why: "It hangs on something that is still to be created, so the plan does not show what it will allow.",
      todo: "Read it in the configuration, or apply what it hangs on first.",
    }),
  ];
}

function widened(
  change: ResourceChange,
  before: readonly Statement[],
  after: readonly Statement[],
  { accountId }: Context,
): Finding[] {
  const wider = after
    .filter(({ effect }) => effect === "Allow")
    .map((statement) => ({ statement, actions: newlySaid(statement, before) }))
    .filter(({ actions }) => actions.length > 0);
  const level = worstOf(wider.map(({ statement, actions }) => levelOf(change, statement, actions, accountId)));
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

function levelOf(
  { action, type }: ResourceChange,
  { principals, resources, conditions }: Statement,
  actions: readonly string[],
  accountId: string | undefined,
): Level {
  const isTrust = type === "aws_iam_role";
  if (principals.some((one) => one === "*" || one.startsWith("not ")) && !namesCaller(conditions)) return "blocks";
  if (isTrust && principals.some(isOfGithub) && !namesRepository(conditions)) return "blocks";
  if (principals.some((one) => isStranger(one, accountId))) return "dangerous";
  if (action === "create" && !isTrust && principals.length > 0 && principals.every(isAccountRoot)) return "routine";
  if ([...actions, ...resources].some((one) => one === "*:*" || one.startsWith("not ")) || actions.includes("*"))
    return "blocks";
  if (actions.some((one) => one.endsWith(":*") && resources.includes("*")) && type !== "aws_kms_key") return "blocks";
  const passes = actions.some(isMighty);
  const anyResource = resources.some((one) => one.endsWith("*"));
  if (action === "create")
    return (passes && anyResource) || (isTrust && principals.includes("*")) ? "dangerous" : "routine";
  const wildcard = actions.some((one) => one.endsWith("*")) || (resources.includes("*") && type === "aws_iam_policy");
  return isTrust || passes || wildcard || principals.includes("*") ? "dangerous" : "look";
}

function worstOf(found: readonly Level[]): Level | undefined {
  return (["blocks", "dangerous", "look", "routine"] as const).find((level) => found.includes(level));
}

function liftedDenials(before: readonly Statement[], after: readonly Statement[]): Finding[] {
  const lifted = before.filter((statement) => statement.effect === "Deny" && newlySaid(statement, after).length > 0);
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
  const lost = before.filter((statement) => statement.effect === "Allow" && newlySaid(statement, after).length > 0);
  if (lost.length === 0) return [];
  return [
    finding("look", "is allowed less", {
      changes: lost.map((statement) => `- ${statementText(statement)}`),
      why: "Whatever still uses it is refused as soon as this is applied.",
      todo: "See that nothing needs it any more.",
    }),
  ];
}
