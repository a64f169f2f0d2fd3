import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
} from "@aws-sdk/client-iam";

import { awsClient } from "../aws/client";
import type { Statement } from "./sufficiency";

/** What a role may do: the statements of all policies that are attached to it, AWS's own included. */
export async function attachedStatements(role: string, region: string): Promise<Statement[]> {
  const iam = awsClient(IAMClient, region);
  const { AttachedPolicies = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: role }));
  const documents = AttachedPolicies.map(async ({ PolicyArn }) => {
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
    const { PolicyVersion } = await iam.send(
      new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy?.DefaultVersionId }),
    );
    const { Statement } = JSON.parse(decodeURIComponent(PolicyVersion?.Document ?? "")) as { Statement: Statement[] };
    return Statement;
  });
  return (await Promise.all(documents)).flat();
}
