import { isRecord, own } from "../terraform-json/record";
import type { Plan, PlannedChange } from "./plan";
import { textsIn, type User } from "./users";
import { use } from "./uses/use";

const valueFrom = "container_definitions.secrets.valueFrom";
const start = use(["aws_ecs_task_definition", valueFrom], "aws_secretsmanager_secret_version", [], {
  then: "no task of it starts any more",
  until: "rolled back to",
});

/** Who reads a key that a secret's value has no more, by the address of the value. It says only who, never a value. */
export function lostKeyUsers({ resource_changes: all }: Plan): ReadonlyMap<string, readonly User[]> {
  const values = all.filter(({ type, change }) => type === start.of && change.before && change.after);
  return new Map(
    values.flatMap(({ address, change: { before, after } }) => {
      const kept = keysOf(after);
      const lost = kept && keysOf(before)?.filter((key) => !kept.includes(key));
      const users = all.flatMap((one) => userOf(one, String(own(before, "secret_id")), lost ?? []));
      return users.length === 0 ? [] : [[address, users] as const];
    }),
  );
}

/** The keys of a value that is JSON; `undefined` where it is none, or is not known. */
function keysOf(values: PlannedChange["change"]["after"]): string[] | undefined {
  try {
    const value: unknown = JSON.parse(String(own(values, "secret_string")));
    return isRecord(value) ? Object.keys(value) : undefined;
  } catch {
    return undefined;
  }
}

function userOf({ type, path, change }: PlannedChange, secret: string, lost: readonly string[]): User[] {
  if (type !== start.by[0] || lost.length === 0) return [];
  const reads = (values: PlannedChange["change"]["before"]): boolean =>
    textsIn(values, valueFrom.split(".")).some((text) => lost.some((key) => text.startsWith(`${secret}:${key}:`)));
  if (reads(change.after)) return [{ path, when: "still", use: start }];
  return change.after && reads(change.before) ? [{ path, when: "until now", use: start }] : [];
}
