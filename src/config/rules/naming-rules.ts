import { type NameKind, nameLimits } from "../../naming/limits";
import { nameProblem } from "../../naming/names";
import type { Environment } from "../environment";
import { type ResourceName, givenNames } from "../given-names";
import type { Problem } from "../problems";

/** Services whose roles have one name share the role. */
const shareable: readonly NameKind[] = ["executionRole", "taskRole", "taskPolicy"];

export function namingRules(environment: Environment): Problem[] {
  return [...refusedByAws(environment), ...givenTwice(environment)];
}

function refusedByAws(environment: Environment): Problem[] {
  const said = new Set<string>();
  return givenNames(environment).flatMap(({ path, kind, name }) => {
    const problem = nameProblem(kind, name);
    if (problem === undefined || said.has(`${path} ${kind}`)) return [];
    said.add(`${path} ${kind}`);
    return [{ path, message: `${problem}; change the key, or names.${kind}` }];
  });
}

/** Kinds that AWS calls the same share one space of names: two roles must not meet, whatever they are for. */
function givenTwice(environment: Environment): Problem[] {
  const given = new Map<string, ResourceName>();
  return givenNames(environment).flatMap((one) => {
    const { path, kind, name } = one;
    const { label } = nameLimits[kind];
    const earlier = given.get(`${label} ${name}`);
    if (!earlier) given.set(`${label} ${name}`, one);
    if (!earlier || (earlier.kind === kind && shareable.includes(kind))) return [];
    const sameService = kind === "targetGroup" && earlier.path === path;
    return [
      {
        path,
        message: sameService
          ? `both target groups of a blue-green service are called "${name}"; put {color} or {hash} into names.targetGroup`
          : `the ${label} name "${name}" is already given to ${earlier.path}; change the key, or names.${kind}`,
      },
    ];
  });
}
