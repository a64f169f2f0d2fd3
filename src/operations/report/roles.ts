import { IAMClient, paginateGetAccountAuthorizationDetails } from "@aws-sdk/client-iam";

import type { RoleFact } from "../../report/facts";
import { own } from "../../terraform-json/record";
import { referenceOf } from "../../terraform-json/references";
import { allPages } from "./batches";
import type { DeployedStack } from "./deployed-stack";
import { groupedBy } from "./grouped";
import type { AwsSession } from "./session";

/** Roles with the policies that are attached to them: a page of IAM's answer tells it of a thousand roles. */
export async function readRoles(session: AwsSession, deployed: DeployedStack): Promise<RoleFact[]> {
  const declared = deployed.of("aws_iam_role");
  if (declared.length === 0) return [];
  const policies = attachedPolicies(deployed);
  const client = session.client(IAMClient);
  const found = await allPages(
    paginateGetAccountAuthorizationDetails({ client, pageSize: 1000 }, { Filter: ["Role"] }),
    (page) => page.RoleDetailList,
  );
  const byName = new Map(found.map((role) => [role.RoleName, role]));
  return declared.map((resource) => {
    const name = deployed.text(resource, "name") ?? resource.name;
    const live = byName.get(name);
    return {
      name,
      policies: policies.get(resource.address) ?? [],
      live: live && {
        policies: (live.AttachedManagedPolicies ?? []).flatMap(({ PolicyName }) => PolicyName ?? []),
        lastUsedAt: live.RoleLastUsed?.LastUsedDate?.toISOString(),
      },
    };
  });
}

/** Names of the policies that are attached to each role, by the role's address. */
function attachedPolicies(deployed: DeployedStack): Map<string, string[]> {
  const nameOf = new Map(
    deployed.of("aws_iam_policy").map((policy) => [policy.address, deployed.text(policy, "name") ?? policy.name]),
  );
  const attachments = deployed.of("aws_iam_role_policy_attachment").flatMap(({ body }) => {
    const role = referenceOf(own(body, "role"))?.address;
    const policy = own(body, "policy_arn");
    const name = nameOf.get(referenceOf(policy)?.address ?? "") ?? String(policy).split("/").at(-1);
    return role === undefined || name === undefined ? [] : [{ role, name }];
  });
  const byRole = groupedBy(attachments, ({ role }) => role);
  return new Map([...byRole].map(([role, some]) => [role, some.map(({ name }) => name)]));
}
