import type { TerraformStack } from "cdktf";

import { Role } from "../../src/constructs/iam/role";
import { policy, type Policy, type Synthesized } from "./synthesized";

/** A role to give permissions to. */
export function grantee(stack: TerraformStack): Role {
  return new Role(stack, "grantee", {
    name: "grantee",
    description: "Gets permissions",
    trust: { principals: { Service: "ecs-tasks.amazonaws.com" } },
  });
}

/** What a role may do, in the order of its grants. */
export function permissions(stack: Synthesized, role = "grantee"): Policy["Statement"] {
  return policy(stack.resources("aws_iam_role_policy")[`${role}/policy`]?.policy).Statement;
}
