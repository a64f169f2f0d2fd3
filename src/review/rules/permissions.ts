import type { Difference, ResourceChange } from "../change";
import { type Context, finding, type Finding, type Rule } from "../finding";
import type { Level } from "../level";
import { type Shown, unknown } from "../../terraform-json/shown";
import { newlySaid, type Statement, statementText } from "../policy-statements";
import { valueText } from "../text";
import { guardedGoesToo } from "./guards";
import { policies, type PolicyPlace } from "./policies";
import { isAccountRoot, isMighty, isOfGithub, isService, isStranger, namesCaller, namesRepository } from "./trust";

type Values = Readonly<Record<string, Shown>>;

/** What is allowed that was not allowed before, statement by statement. */
export const permissions: Rule = (change, context) => {
  const places = Object.hasOwn(policies, change.type) ? (policies[change.type] ?? []) : [];
  if (places.length === 0 || change.action === "no-op" || change.action === "forget") return [];
  const after = context.settled(change);
  return places.flatMap((place) => permissionsIn(place, change, after, context));
};

function permissionsIn(place: PolicyPlace, change: ResourceChange, values: Values, context: Context): Finding[] {
  const { attributes, given, isMirrored } = place;
  const isSaid = attributes.some((attribute) => !isNothing(values[attribute.split(".")[0] ?? ""]));
  if (isMirrored && !isSaid) return [];
  const before = change.action === "create" ? given : (place.statementsOf(change.before) ?? []);
  if (change.action === "delete") return guardedGoesToo(change, context.changes) ? [] : liftedDenials(before, []);
  const isElsewhere = ({ path }: Difference): boolean =>
    !attributes.some((attribute) => path.split(".")[0] === attribute.split(".")[0]);
  if (change.action === "update" && change.differences.every(isElsewhere)) return [];
  const after = place.statementsOf(values);
  if (after === undefined) return unreadPolicy(change, values[attributes[0]?.split(".")[0] ?? ""]);
  return [
    ...widened({ change, place, before, after, context }),
    ...liftedDenials(before, after),
    ...narrowed(change, before, after),
  ];
}

function isNothing(value: Shown): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
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
    finding("review", "gets a policy that is known only after apply", {
      why: "It hangs on something that is still to be created, so the plan does not show what it will allow.",
      todo: "Read it in the configuration, or apply what it hangs on first.",
    }),
  ];
}

interface Policies {
  readonly change: ResourceChange;
  readonly place: PolicyPlace;
  readonly before: readonly Statement[];
  readonly after: readonly Statement[];
  readonly context: Context;
}

function widened({ change, place, before, after, context: { accountId } }: Policies): Finding[] {
  const wider = after
    .filter(({ effect }) => effect === "Allow")
    .map((statement) => ({ statement, actions: newlySaid(statement, before) }))
    .filter(({ actions }) => actions.length > 0);
  const level = worstOf(
    wider.map(({ statement, actions }) => levelOf(change, place, { ...statement, actions }, accountId)),
  );
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
  review: "Whoever takes over this role or service may do it too.",
};

function levelOf(
  { action, type }: ResourceChange,
  { isTrust }: PolicyPlace,
  { principals, actions, resources, conditions }: Statement,
  accountId: string | undefined,
): Level {
  if (principals.some((one) => one === "*" || one.startsWith("not ")) && !namesCaller(conditions)) return "blocks";
  if (isTrust && principals.some(isOfGithub) && !namesRepository(conditions)) return "blocks";
  if (principals.some((one) => isStranger(one, accountId))) return "dangerous";
  if (type === "aws_lambda_permission" && !namesCaller(conditions) && principals.some(isService)) return "dangerous";
  if (action === "create" && !isTrust && principals.length > 0 && principals.every(isAccountRoot)) return "routine";
  if ([...actions, ...resources].some((one) => one === "*:*" || one.startsWith("not ")) || actions.includes("*"))
    return "blocks";
  if (actions.some((one) => one.endsWith(":*") && resources.includes("*")) && type !== "aws_kms_key") return "blocks";
  const passes = actions.some(isMighty);
  const anyResource = resources.some((one) => one.endsWith("*"));
  if (action === "create")
    return (passes && anyResource) || (isTrust && principals.includes("*")) ? "dangerous" : "routine";
  const wildcard = actions.some((one) => one.endsWith("*")) || (resources.includes("*") && type === "aws_iam_policy");
  return isTrust || passes || wildcard || principals.includes("*") ? "dangerous" : "review";
}

function worstOf(found: readonly Level[]): Level | undefined {
  return (["blocks", "dangerous", "review", "routine"] as const).find((level) => found.includes(level));
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

/** Less than before is safe for the account, and may break its users. */
function narrowed(change: ResourceChange, before: readonly Statement[], after: readonly Statement[]): Finding[] {
  if (change.action === "create") return [];
  const lost = before.filter((statement) => statement.effect === "Allow" && newlySaid(statement, after).length > 0);
  if (lost.length === 0) return [];
  return [
    finding("review", "is allowed less", {
      changes: lost.map((statement) => `- ${statementText(statement)}`),
      why: "Whatever still uses it is refused as soon as this is applied.",
      todo: "See that nothing needs it any more.",
    }),
  ];
}
