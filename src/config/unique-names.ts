import { type NameKind, nameKinds } from "../naming/name-kinds";
import type { GivenName } from "../naming/names";
import type { Environment } from "./environment";
import { ConfigurationError, type Problem } from "./problems";

/** An environment's stack, by what it has named. */
export interface NamedStack {
  readonly environment: Environment;
  readonly givenNames: readonly GivenName[];
}

/** Services whose roles have one name share the role. */
const shareable: readonly NameKind[] = ["executionRole", "taskRole", "taskPolicy"];

/**
 * Names that AWS wants to be unique, as the stacks have given them: two roles must not meet, whatever they are for.
 *
 * @throws ConfigurationError for those that two things have
 */
export function requireUniqueNames(stacks: readonly NamedStack[]): void {
  const problems = new Map<string, readonly Problem[]>();
  stacks.forEach((stack, index) => {
    const others = stacks
      .slice(0, index)
      .filter(({ environment }) => environment.account === stack.environment.account);
    const found = [...withinOne(stack), ...others.flatMap((other) => withAnother(stack, other))];
    if (found.length > 0) problems.set(`environment "${stack.environment.name}"`, found);
  });
  if (problems.size > 0) throw new ConfigurationError(problems);
}

function withinOne({ givenNames }: NamedStack): Problem[] {
  const earlier = new Map<string, GivenName>();
  return givenNames.flatMap((given) => {
    const { kind, name } = given;
    const { label } = nameKinds[kind];
    const first = earlier.get(`${label} ${name}`);
    if (!first) earlier.set(`${label} ${name}`, given);
    if (!first || (first.kind === kind && shareable.includes(kind))) return [];
    const [path, other] = [pathOf(given), pathOf(first)];
    const message =
      kind === "targetGroup" && path === other
        ? `both target groups of a blue-green service are called "${name}"; put {color} or {hash} into names.targetGroup`
        : `the ${label} name "${name}" is already given to ${other}; change the key, or names.${kind}`;
    return [{ path, message }];
  });
}

function withAnother(stack: NamedStack, other: NamedStack): Problem[] {
  const taken = new Set(namesBeyond(other).map(spaceOf));
  return namesBeyond(stack)
    .filter((given) => taken.has(spaceOf(given)))
    .map((given) => ({
      path: pathOf(given),
      message: `the name "${given.name}" is used by ${other.environment.name} too; set names.${given.kind} so that they differ`,
    }));
}

/** The names that another environment of the account must not give. */
function namesBeyond({ environment, givenNames }: NamedStack): GivenName[] {
  const own: readonly unknown[] = [
    ...["cluster", "schedule group"],
    ...(environment.network.kind === "managed" ? ["network"] : []),
  ];
  return givenNames.filter(({ kind }) => !own.includes(uniqueIn(kind)));
}

function uniqueIn(kind: NameKind): string | undefined {
  const row = nameKinds[kind];
  return "uniqueIn" in row ? row.uniqueIn : undefined;
}

function spaceOf({ kind, name }: GivenName): string {
  return `${nameKinds[kind].label} ${name}`;
}

/** Where the cause of a name stands in the environment's file. */
function pathOf({ kind, values: { service, task, loadBalancer, cluster } }: GivenName): string {
  if (service !== undefined) return `services.${service}${task === undefined ? "" : `.tasks.${task}`}`;
  if (loadBalancer !== undefined) return `loadBalancers.${loadBalancer}`;
  return cluster === undefined ? `names.${kind}` : `existingDatabases.${cluster}`;
}
