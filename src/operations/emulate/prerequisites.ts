import {
  CreateSubnetCommand,
  CreateVpcCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  EC2Client,
  type Tag,
  type TagSpecification,
} from "@aws-sdk/client-ec2";
import { CreateOpenIDConnectProviderCommand, IAMClient } from "@aws-sdk/client-iam";
import { CreateDBClusterCommand, RDSClient } from "@aws-sdk/client-rds";
import { CreateHostedZoneCommand, Route53Client } from "@aws-sdk/client-route-53";

import { awsClient } from "../aws/client";
import { Failure } from "../failure";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import type { Block } from "../../terraform-json/block";
import type { Body } from "../../terraform-json/body";

/** Puts into the emulated account what one data source expects to find there. */
type Prerequisite = (block: Body, region: string) => Promise<void>;

const prerequisites: Readonly<Record<string, Prerequisite>> = {
  aws_iam_openid_connect_provider: createIdentityProvider,
  aws_route53_zone: createZone,
  aws_vpc: createVpc,
  aws_subnets: createSubnets,
  aws_rds_clusters: createDatabaseClusters,
};

/** What every account has, or gets with the storage of its states. */
const alwaysThere: ReadonlySet<string> = new Set([
  "aws_availability_zones",
  "aws_caller_identity",
  "aws_cloudfront_cache_policy",
  "aws_cloudfront_origin_request_policy",
  "aws_cloudfront_response_headers_policy",
  "aws_default_tags",
  "aws_ec2_managed_prefix_list",
  "aws_elb_service_account",
  "aws_iam_policy",
  "aws_iam_policy_document",
  "aws_kms_alias",
  "aws_partition",
  "aws_prefix_list",
  "aws_region",
  "aws_resourcegroupstaggingapi_resources",
  "aws_vpc_endpoint_service",
]);

/** What environments find in their account once its foundation is deployed. */
const ofFoundation: ReadonlySet<string> = new Set(["aws_ecr_repository", "aws_iam_openid_connect_provider"]);

/** What must be created for a stack before its first deploy: what its data sources look for and neither AWS nor it creates. */
export function prerequisitesOf(stack: SynthesizedStack): Block[] {
  const needed = stack.dataSources.filter(
    ({ type, body }) =>
      !alwaysThere.has(type) && (stack.isFoundation || !ofFoundation.has(type)) && !looksForOwn(stack, body),
  );
  const unknown = needed.filter(({ type }) => !(type in prerequisites));
  if (unknown.length > 0) {
    throw new Failure(
      [
        `${stack.name} expects things in its account that emulate cannot put there:`,
        ...unknown.map(({ address }) => `  ${address}`),
        `Known are ${Object.keys(prerequisites).sort().join(", ")}; add a line for the type to src/operations/emulate/prerequisites.ts.`,
      ].join("\n"),
    );
  }
  const order = Object.keys(prerequisites);
  return needed.sort((one, other) => order.indexOf(one.type) - order.indexOf(other.type));
}

/** Creates them, one after the other: subnets need the VPC that another data source finds. */
export async function createPrerequisites(blocks: readonly Block[], region: string): Promise<void> {
  for (const { type, body } of blocks) await prerequisites[type]?.(body, region);
}

/** Whether a data source looks up what the same stack creates, such as the secret that RDS makes. */
function looksForOwn({ blocks }: SynthesizedStack, body: Body): boolean {
  return blocks.targets(body).some(({ mode }) => mode === "managed");
}

async function createZone({ name, private_zone: isPrivate }: Body, region: string): Promise<void> {
  if (isPrivate === true) throw new Failure(`emulate cannot create the private hosted zone ${String(name)}.`);
  const reference = `prerequisite-${String(name)}`;
  await awsClient(Route53Client, region).send(
    new CreateHostedZoneCommand({ Name: String(name), CallerReference: reference }),
  );
}

async function createIdentityProvider({ url }: Body, region: string): Promise<void> {
  await awsClient(IAMClient, region).send(new CreateOpenIDConnectProviderCommand({ Url: String(url) }));
}

async function createVpc(block: Body, region: string): Promise<void> {
  const ec2 = awsClient(EC2Client, region);
  const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand());
  await ec2.send(
    new CreateVpcCommand({
      CidrBlock: `10.${100 + Vpcs.length}.0.0/16`,
      TagSpecifications: tagged("vpc", block),
    }),
  );
}

/** A /24 in each of two zones of the VPC that was created last, the one whose subnets are looked up next. */
async function createSubnets(block: Body, region: string): Promise<void> {
  const ec2 = awsClient(EC2Client, region);
  const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand());
  const vpc = Vpcs.filter(({ IsDefault }) => !IsDefault).at(-1);
  if (vpc?.VpcId === undefined || vpc.CidrBlock === undefined) {
    throw new Failure("emulate creates subnets only in a network that a data source aws_vpc looks up.");
  }
  const { Subnets = [] } = await ec2.send(
    new DescribeSubnetsCommand({ Filters: [{ Name: "vpc-id", Values: [vpc.VpcId] }] }),
  );
  for (const [index, zone] of ["a", "b"].entries()) {
    await ec2.send(
      new CreateSubnetCommand({
        VpcId: vpc.VpcId,
        CidrBlock: vpc.CidrBlock.replace("0.0/16", `${Subnets.length + index}.0/24`),
        AvailabilityZone: `${region}${zone}`,
        TagSpecifications: tagged("subnet", block),
      }),
    );
  }
}

function tagged(ResourceType: "vpc" | "subnet", block: Body): TagSpecification[] {
  const Tags = wantedTags(block);
  return Tags.length === 0 ? [] : [{ ResourceType, Tags }];
}

/** The tags that a data source looks for, as `tags` or as filters. */
export function wantedTags(block: Body): Tag[] {
  const tags = Object.entries((block.tags ?? {}) as Record<string, string>);
  const filters = (block.filter ?? []) as { name: string; values: string[] }[];
  const filtered = filters
    .filter(({ name }) => name.startsWith("tag:"))
    .map(({ name, values }): [string, string] => [name.slice("tag:".length), values[0] ?? ""]);
  return [...tags, ...filtered].map(([Key, Value]) => ({ Key, Value }));
}

async function createDatabaseClusters({ filter }: Body, region: string): Promise<void> {
  const identifiers = ((filter ?? []) as { name: string; values: string[] }[])
    .filter(({ name }) => name === "db-cluster-id")
    .flatMap(({ values }) => values);
  for (const identifier of identifiers) {
    await awsClient(RDSClient, region).send(
      new CreateDBClusterCommand({
        DBClusterIdentifier: identifier,
        Engine: "aurora-postgresql",
        MasterUsername: "prerequisite",
        ManageMasterUserPassword: true,
      }),
    );
  }
}
