import { isRecord } from "../terraform-json/record";
import type { Plan } from "./plan";
import { wordsOf } from "./words";

/** The part of the environment that each target group belongs to (`services.api`), by its ARN. */
export function partsByTargetGroup({ resource_changes: changes }: Plan): ReadonlyMap<string, string> {
  const groups = changes.filter(({ type }) => type === "aws_lb_target_group");
  return new Map(
    groups.flatMap(({ name, change: { before, after } }) =>
      [before?.arn, after?.arn].flatMap((arn) => (typeof arn === "string" ? [[arn, wordsOf(name).part] as const] : [])),
    ),
  );
}

/** The ARNs of the target groups that a listener rule's actions forward to. */
export function targetGroupsOf(actions: unknown): string[] {
  return recordsIn(actions).flatMap(({ target_group_arn: only, forward }) => [
    ...(typeof only === "string" && only !== "" ? [only] : []),
    ...recordsIn(forward).flatMap(({ target_group: groups }) => recordsIn(groups).map(({ arn }) => String(arn))),
  ]);
}

function recordsIn(list: unknown): Record<string, unknown>[] {
  return Array.isArray(list) ? list.filter(isRecord) : [];
}
