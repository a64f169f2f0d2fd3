import { finding, type Rule } from "../finding";

const everything = /\/(AdministratorAccess|IAMFullAccess)$/;
const much = /\/(PowerUserAccess|\w+FullAccess)$/;
const attachments = new Set([
  "aws_iam_group_policy_attachment",
  "aws_iam_role_policy_attachment",
  "aws_iam_user_policy_attachment",
]);

/** Policies that AWS writes, and what a role that is there already is given on top; a new role's own policy is routine. */
export const attached: Rule = ({ type, action, after }, { changes }) => {
  if (!attachments.has(type) || (action !== "create" && action !== "replace" && action !== "update")) return [];
  const { policy_arn: policy, role } = after;
  const name = typeof policy === "string" ? policy : "";
  const isNew = changes.some(
    (one) => one.type === "aws_iam_role" && one.action === "create" && one.after.name === role && role !== undefined,
  );
  const level = everything.test(name) ? "blocks" : much.test(name) ? "dangerous" : isNew ? "routine" : "look";
  if (level === "routine" || (level === "look" && action !== "create")) return [];
  return [
    finding(level, "is given another policy", {
      changes: [`+ ${name === "" ? "a policy that is still to be created" : name}`],
      why:
        level === "look" ? "Whoever has the role may do more than before." : "Whoever has it may do nearly everything.",
      todo: "See that all of it is needed; name actions and resources in a policy of your own instead.",
    }),
  ];
};
