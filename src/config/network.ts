import { z } from "zod";

import { cidr, logRetentionDays } from "./fields";
import { computedSubnets, zoneLetters } from "./subnets";

const zone = z.enum(zoneLetters, `expected the letter of an availability zone: ${zoneLetters.join(", ")}`);
const zoneSubnets = z.strictObject({
  /** The range of the subnet for load balancers and NAT gateways. */
  public: cidr,
  /** The range of the subnet for tasks and databases. */
  private: cidr,
});

const zonesExpectation =
  'expected at least two zones, as in ["a", "b"] or { a: { public: "10.0.1.0/24", private: "10.0.3.0/24" }, … }';

const managedNetwork = z.strictObject({
  kind: z.literal("managed"),
  /** The VPC's range. */
  cidr: cidr.refine((text) => Number(text.split("/")[1]) >= 16 && Number(text.split("/")[1]) <= 24, {
    error:
      "expected a range between /16 and /24: AWS allows no larger VPC, and a smaller one leaves no room for subnets",
    abort: true,
  }),
  /** The zones in use, either by their letters with computed subnets, or each with its subnets' ranges. */
  zones: z.union([z.array(zone).min(2, zonesExpectation), z.partialRecord(zone, zoneSubnets)], zonesExpectation),
  /**
   * How private subnets reach the internet: not at all, through one NAT gateway for all zones, or through one in each.
   * @creates `aws_nat_gateway` and `aws_eip` for each gateway
   * @costs by the hour and by the gigabyte, each
   * @default "single"
   */
  nat: z.enum(["none", "single", "one-per-zone"]).default("single"),
  /**
   * AWS services reached without leaving the VPC, by the last part of the endpoint's service name (`ecr.api`, `logs`). S3 is
   * always reached through its free gateway endpoint.
   * @creates `aws_vpc_endpoint` for each service
   * @costs by the hour in every zone, and by the gigabyte
   * @default []
   */
  interfaceEndpoints: z.array(z.string()).default([]),
  /**
   * Whether DynamoDB is reached without leaving the VPC.
   * @creates `aws_vpc_endpoint` of the gateway kind
   * @costs nothing
   * @default "none"
   */
  dynamodbEndpoint: z.enum(["none", "created"]).default("none"),
  /**
   * Whose credentials may be used through the endpoints: `own-account` refuses those of other accounts, so that a role of another
   * account cannot carry data out of the VPC. It also refuses legitimate requests: a role assumed in a partner's account, or a
   * public or pre-signed object in another account's bucket. Data can still leave through NAT, where there is one.
   * @default "any-account"
   */
  endpointAccess: z.enum(["any-account", "own-account"]).default("any-account"),
  /**
   * Days that the VPC's flow logs stay in CloudWatch Logs.
   * @creates `aws_flow_log`, `aws_cloudwatch_log_group`
   * @costs by the gigabyte, written and stored
   * @default 30
   */
  flowLogRetentionDays: logRetentionDays.default(30),
});

const subnetTags = z.record(z.string(), z.string());

const existingNetwork = z.strictObject({
  kind: z.literal("existing"),
  /** The tags by which exactly one VPC is found. */
  vpcTags: z.record(z.string(), z.string()),
  /** The tags by which the subnets of load balancers that face the internet are found. */
  publicSubnetTags: subnetTags,
  /** The tags by which the subnets of tasks and internal load balancers are found. */
  privateSubnetTags: subnetTags,
  /** The tags by which the subnets of databases are found. @default those of private subnets */
  databaseSubnetTags: subnetTags.optional(),
});

/** Where an environment runs: a VPC of its own, or one that exists already and is only looked up. */
export const networkSchema = z.discriminatedUnion("kind", [managedNetwork, existingNetwork], {
  error: 'expected kind: "managed" (a VPC of its own) or kind: "existing" (one that is looked up)',
});

export type Network = z.output<typeof networkSchema>;
export type ManagedNetwork = z.output<typeof managedNetwork>;

/** Each zone in use with its subnets, computed where the configuration names only the zones. */
export function zonesOf(
  network: ManagedNetwork,
): { zone: (typeof zoneLetters)[number]; public: string; private: string }[] {
  const { zones } = network;
  return zoneLetters.flatMap((letter) => {
    const subnets = Array.isArray(zones)
      ? zones.includes(letter)
        ? computedSubnets(network.cidr, letter)
        : undefined
      : zones[letter];
    return subnets ? [{ zone: letter, ...subnets }] : [];
  });
}
