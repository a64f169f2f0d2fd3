import type { TerraformStack } from "cdktf";

import { Role } from "../../src/constructs/iam/role";
import { policy, type Policy, type Synthesized } from "./synthesized";

/** A role to give permissions to, at the path that is its name. */
export function grantee(stack: TerraformStack, name = "grantee"): Role {
  return new Role(stack, name, {
    name,
    description: "Gets permissions",
    trust: { principals: { Service: "ecs-tasks.amazonaws.com" } },
  });
}

/**
 * What a role may do, in the order of its grants.
 *
 * @throws Error when there is no such role.
 */
export function permissions(stack: Synthesized, role = "grantee"): Policy["Statement"] {
  stack.address("aws_iam_role", role);
  const found = stack.resources("aws_iam_policy")[`${role}/policy`];
  return found ? policy(found.policy).Statement : [];
}

/** The sids of the statements that name everything as their resource, in order. */
export function onEverything(statements: Policy["Statement"]): string[] {
  return statements.filter(({ Resource }) => Resource?.includes("*")).map(({ Sid }) => Sid);
}
