import { nameProblem } from "../../naming/names";
import type { Environment } from "../environment";
import { givenNames } from "../given-names";
import type { Problem } from "../problems";

/** Names that AWS would refuse. */
export function namingRules(environment: Environment): Problem[] {
  const said = new Set<string>();
  return givenNames(environment).flatMap(({ path, kind, name }) => {
    const problem = nameProblem(kind, name);
    if (problem === undefined || said.has(`${path} ${kind}`)) return [];
    said.add(`${path} ${kind}`);
    return [{ path, message: `${problem}; change the key, or names.${kind}` }];
  });
}
