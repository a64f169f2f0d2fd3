import { own } from "../terraform-json/record";
import type { Plan, PlannedChange } from "./plan";
import { keys } from "./uses/keys";
import { network } from "./uses/network";
import { others } from "./uses/others";
import { tasks } from "./uses/tasks";
import type { Use } from "./uses/use";
import type { ConstructPath } from "../terraform-json/construct-path";

/** Every way in which one resource is known to need another. */
export const uses: readonly Use[] = [...tasks, ...network, ...keys, ...others];

/** Somebody who needs what goes. */
export interface User {
  readonly path: ConstructPath;
  /** Whether it names it still, or did until now. */
  readonly when: "still" | "until now";
  readonly use: Use;
}

type Values = PlannedChange["change"]["before"];

/**
 * Who needs what a plan destroys or makes anew, by the address of what goes. It is read from the plan's values as they are,
 * and says only who: no value leaves it.
 */
export function usersOf({ resource_changes: all }: Plan): ReadonlyMap<string, readonly User[]> {
  const managed = all.filter(({ mode, deposed }) => mode === "managed" && deposed === undefined);
  const going = managed.filter(({ change }) => change.actions.includes("delete"));
  return new Map(
    going.flatMap((gone) => {
      const users = uses
        .filter(({ of }) => of === gone.type)
        .flatMap((use) => managed.filter((one) => one !== gone).flatMap((one) => userOf(one, use, gone)));
      return users.length === 0 ? [] : [[gone.address, users] as const];
    }),
  );
}

function userOf({ type, path, change }: PlannedChange, use: Use, gone: PlannedChange): User[] {
  const [user, attribute] = use.by;
  if (type !== user || change.actions.join() === "delete" || change.actions.join() === "create") return [];
  if (use.goesAlong && change.actions.length > 1) return [];
  const names = namesOf(gone, use);
  const isNamed = (values: Values): boolean =>
    textsIn(values, attribute.split(".")).some((text) => names.some((one) => isName(text, one)));
  const stays = isNamed(change.after) || (isFixed(type, attribute, change.before) && isNamed(change.before));
  if (stays) return [{ path, when: "still", use }];
  return use.until !== undefined && isNamed(change.before) ? [{ path, when: "until now", use }] : [];
}

/** What is replaced under the same name is there again. */
function namesOf({ type, change: { before, after } }: PlannedChange, { named, goesAlong }: Use): string[] {
  return named.flatMap((attribute) => {
    const name = own(before, attribute);
    const isKept = !goesAlong && own(after, attribute) === name;
    return typeof name !== "string" || name === "" || isKept
      ? []
      : [type === "aws_ecs_service" ? resourceOf(name) : name];
  });
}

/** As Application Auto Scaling names a service: `service/<cluster>/<name>`. */
function resourceOf(arn: string): string {
  return arn.split(":").at(-1) ?? arn;
}

/** Also with a key of a secret, or a tag or a digest of an image, after it. */
function isName(text: string, name: string): boolean {
  return text === name || text.startsWith(`${name}:`) || text.startsWith(`${name}@`);
}

/** The network and target groups of a service that CodeDeploy deploys stay as they are until a deployment says others. */
function isFixed(type: string, attribute: string, before: Values): boolean {
  return (
    type === "aws_ecs_service" &&
    /^(network_configuration|load_balancer)\./.test(attribute) &&
    textsIn(before, ["deployment_controller", "type"]).includes("CODE_DEPLOY")
  );
}

/** Every text at a path, through lists and JSON. */
export function textsIn(value: unknown, path: readonly string[]): string[] {
  const [next, ...rest] = path;
  if (Array.isArray(value)) return value.flatMap((item) => textsIn(item, path));
  if (next === undefined) return typeof value === "string" ? [value] : [];
  if (typeof value === "string") return textsIn(parsed(value), path);
  return textsIn(own(value, next), rest);
}

function parsed(json: string): unknown {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "string" ? undefined : value;
  } catch {
    return undefined;
  }
}
