import type { AwsLocation } from "../iam/aws-location";
import { policyDocument, type PolicyStatement } from "../iam/policy-document";

/** Whose credentials may be used through a VPC endpoint. */
export type EndpointAccess = "any-account" | "own-account";

/**
 * The policy of a VPC endpoint (AWS PrivateLink Guide, "Control access to VPC endpoints using endpoint policies"): it grants
 * nothing, it only refuses principals of other accounts.
 *
 * @param beside - What others may do nevertheless.
 * @returns what AWS gives an endpoint by itself, where everybody may use it: without a policy the one from before would stay.
 */
export function endpointPolicy(
  access: EndpointAccess,
  { account }: AwsLocation,
  beside: readonly PolicyStatement[] = [],
): string {
  const everything = { actions: ["*"], resources: ["*"], principals: "*" } as const;
  if (access === "any-account") return policyDocument([{ sid: "AnyAccount", ...everything }]);
  const ownAccount: PolicyStatement = {
    sid: "OwnAccount",
    ...everything,
    conditions: { StringEquals: { "aws:PrincipalAccount": account } },
  };
  return policyDocument([ownAccount, ...beside]);
}
