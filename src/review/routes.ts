import { isRecord, own, recordsIn } from "../terraform-json/record";
import { addressesIn } from "../terraform-json/references";
import { expressionsIn, type Plan, type PlannedChange } from "./plan";
import { constructPath } from "../terraform-json/construct-path";
import { readAddress } from "../terraform-json/resource-address";

/** Where the requests of a listener rule go, as parts of the environment (`services.api`). */
export interface RouteChange {
  /** Before the apply; empty where the rule answers by itself, or is new. */
  readonly from: readonly string[];
  /** What the configuration says; `undefined` where the rule forwards nothing. */
  readonly to: string | undefined;
  /** Whether the target group that the configuration says is still to be created. */
  readonly isEmpty: boolean;
  /** Whether the rule goes on leading where it does, since Terraform ignores its action. */
  readonly isKept: boolean;
}

const listenerRule = "aws_lb_listener_rule";
const targetGroup = "aws_lb_target_group";

/** What becomes of each listener rule of a plan, by its address. */
export function routesOf(plan: Plan): ReadonlyMap<string, RouteChange> {
  const groups = plan.resource_changes.filter(({ type }) => type === targetGroup);
  const parts = new Map(
    groups.flatMap(({ path, change: { before, after } }) =>
      [before?.arn, after?.arn].flatMap((arn) => (typeof arn === "string" ? [[arn, path.part] as const] : [])),
    ),
  );
  const partsOf = (actions: unknown): string[] => targetGroupsIn(actions).flatMap((arn) => parts.get(arn) ?? []);
  const expressionsOf = expressionsIn(plan);
  const rules = plan.resource_changes.filter(({ type }) => type === listenerRule);
  return new Map(
    rules.map(({ address, change }) => {
      const group = addressesIn(expressionsOf(address)?.action).find((one) => one.startsWith(`${targetGroup}.`));
      const to = group === undefined ? undefined : constructPath(readAddress(group).name).part;
      const isKept = to !== undefined && isKnownBefore(change) && !partsOf(change.after?.action).includes(to);
      return [address, { from: partsOf(change.before?.action), to, isEmpty: isCreated(group, groups), isKept }];
    }),
  );
}

/** An action that Terraform does not ignore leads to the target group's ARN, or is known only after apply. */
function isKnownBefore({ before, after, after_unknown: unknown }: PlannedChange["change"]): boolean {
  const isUnknown = isRecord(unknown) && JSON.stringify(own(unknown, "action") ?? false).includes("true");
  return isRecord(before) && isRecord(after) && !isUnknown;
}

function isCreated(group: string | undefined, groups: readonly PlannedChange[]): boolean {
  return groups.some(({ address, change }) => address === group && change.actions.join() === "create");
}

/** The ARNs of the target groups that a listener rule's actions forward to. */
function targetGroupsIn(actions: unknown): string[] {
  return recordsIn(actions).flatMap(({ target_group_arn: only, forward }) => [
    ...(typeof only === "string" && only !== "" ? [only] : []),
    ...recordsIn(forward).flatMap(({ target_group: groups }) => recordsIn(groups).map(({ arn }) => String(arn))),
  ]);
}
