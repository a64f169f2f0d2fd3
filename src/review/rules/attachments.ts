import type { ResourceChange } from "../change";
import { finding, type Rule } from "../finding";
import type { Level } from "../level";
import type { Shown } from "../../terraform-json/shown";
import { listOf } from "../text";

const everything = /\/(AdministratorAccess|IAMFullAccess)$/;
const much = /\/(PowerUserAccess|\w+FullAccess)$/;

/** Where a resource names policies of others, by Terraform's type. */
const attachments: Readonly<Record<string, string>> = {
  aws_iam_group_policy_attachment: "policy_arn",
  aws_iam_policy_attachment: "policy_arn",
  aws_iam_role: "managed_policy_arns",
  aws_iam_role_policy_attachment: "policy_arn",
  aws_iam_role_policy_attachments_exclusive: "policy_arns",
  aws_iam_user_policy_attachment: "policy_arn",
  aws_iam_user_policy_attachments_exclusive: "policy_arns",
  aws_ssoadmin_managed_policy_attachment: "managed_policy_arn",
};

/** Policies that AWS writes, and what a role that is there already is given on top; a new role's own policy is routine. */
export const attached: Rule = (change, { changes, settled }) => {
  const { type, action, before } = change;
  const attribute = Object.hasOwn(attachments, type) ? attachments[type] : undefined;
  if (attribute === undefined || (action !== "create" && action !== "replace" && action !== "update")) return [];
  const earlier = named(before[attribute]);
  const added = named(settled(change)[attribute]).filter((policy) => !earlier.includes(policy));
  return added.flatMap((policy) => {
    const name = typeof policy === "string" ? policy : "";
    const level = levelOf(name, isForNewRole(change, changes));
    if (level === "routine" || (level === "review" && action === "replace")) return [];
    return [
      finding(level, "is given another policy", {
        changes: [`+ ${name === "" ? "a policy that is still to be created" : name}`],
        why:
          level === "review"
            ? "Whoever has the role may do more than before."
            : "Whoever has it may do nearly everything.",
        todo: "See that all of it is needed; name actions and resources in a policy of your own instead.",
      }),
    ];
  });
};

function levelOf(policy: string, isForNew: boolean): Level {
  if (everything.test(policy)) return "blocks";
  if (much.test(policy)) return "dangerous";
  return isForNew ? "routine" : "review";
}

function named(policies: Shown): readonly Shown[] {
  if (policies === undefined || policies === null) return [];
  return Array.isArray(policies) ? listOf(policies) : [policies];
}

function isForNewRole({ type, action, after: { role } }: ResourceChange, changes: readonly ResourceChange[]): boolean {
  if (type === "aws_iam_role") return action === "create";
  return changes.some(
    (one) => one.type === "aws_iam_role" && one.action === "create" && one.after.name === role && role !== undefined,
  );
}
