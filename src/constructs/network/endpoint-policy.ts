import type { AwsLocation } from "../iam/aws-location";
import { policyDocument, type PolicyStatement } from "../iam/policy-document";

/** Whose credentials may be used through a VPC endpoint. */
export type EndpointAccess = "any-account" | "own-account";

/**
 * The policy of a VPC endpoint (AWS PrivateLink Guide, "Control access to VPC endpoints using endpoint policies"): it grants
 * nothing, it only keeps out whoever is not of the account.
 *
 * @param beside - What others may do nevertheless.
 * @returns nothing where everybody may use the endpoint, which is what AWS gives it by itself.
 */
export function endpointPolicy(
  access: EndpointAccess,
  { account }: AwsLocation,
  beside: readonly PolicyStatement[] = [],
): string | undefined {
  if (access === "any-account") return undefined;
  const ownAccount: PolicyStatement = {
    sid: "OwnAccount",
    actions: ["*"],
    resources: ["*"],
    principals: "*",
    conditions: { StringEquals: { "aws:PrincipalAccount": account } },
  };
  return policyDocument([ownAccount, ...beside]);
}
