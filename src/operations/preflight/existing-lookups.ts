import { DescribeSubnetsCommand, DescribeVpcsCommand, EC2Client, type Filter } from "@aws-sdk/client-ec2";
import { DescribeRepositoriesCommand, ECRClient, RepositoryNotFoundException } from "@aws-sdk/client-ecr";
import { IAMClient, ListOpenIDConnectProvidersCommand } from "@aws-sdk/client-iam";
import { RDSClient, paginateDescribeDBClusters } from "@aws-sdk/client-rds";

import { awsClient } from "../aws/client";
import { referenceOf } from "../../terraform-json/references";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import type { Body } from "../../terraform-json/body";

/** What a data source looks for, and what of it is there. */
export interface Sought {
  /** What it is called in a sentence, as in `the VPC with Name=nonprod`. */
  readonly what: string;
  /** The ids of what was found. */
  readonly found: readonly string[];
  /** How many there have to be, or where. */
  readonly wanted: "one" | "in two zones" | "one in each of two zones";
  /** The zone of each that was found. */
  readonly zones?: readonly string[];
  readonly fix: string;
}

/** What data sources found, by address. */
export type Ids = ReadonlyMap<string, readonly string[]>;
type Lookup = (body: Body, stack: SynthesizedStack, earlier: Ids, address: string) => Promise<Sought>;

/** By the order in which one needs what another one found. */
export const lookups: Readonly<Record<string, Lookup>> = {
  aws_vpc: vpc,
  aws_subnets: subnets,
  aws_rds_clusters: databaseClusters,
  aws_ecr_repository: repository,
  aws_iam_openid_connect_provider: identityProvider,
};

async function vpc(body: Body, { region }: SynthesizedStack): Promise<Sought> {
  const { Vpcs = [] } = await awsClient(EC2Client, region).send(new DescribeVpcsCommand({ Filters: filtersOf(body) }));
  return {
    what: `the VPC with ${criteria(body)}`,
    found: Vpcs.map(({ VpcId = "" }) => VpcId),
    wanted: "one",
    fix: "Create it, or correct how the environment's file finds it (network).",
  };
}

async function subnets(body: Body, stack: SynthesizedStack, earlier: Ids, address: string): Promise<Sought> {
  const { region } = stack;
  const filters = filtersOf(body).map(({ Name, Values = [] }) => ({
    Name,
    Values: Values.flatMap((one) => idsIn(one, earlier)),
  }));
  const unknown = filters.some(({ Values }) => Values.length === 0);
  const { Subnets = [] } = unknown
    ? {}
    : await awsClient(EC2Client, region).send(new DescribeSubnetsCommand({ Filters: filters }));
  return {
    what: `subnets with ${criteria({ tags: body.tags })}`,
    found: Subnets.map(({ SubnetId = "" }) => SubnetId),
    wanted: takesOnePerZone(stack, address) ? "one in each of two zones" : "in two zones",
    zones: Subnets.map(({ AvailabilityZone = "" }) => AvailabilityZone),
    fix: "Tag the VPC's subnets so, in two zones, or correct the tags in the environment's file (network).",
  };
}

/** A load balancer and a file system are in one subnet of a zone only; AWS refuses a second one. */
export function takesOnePerZone({ resources }: SynthesizedStack, address: string): boolean {
  return resources.some(
    ({ type, body }) =>
      ["aws_lb", "aws_efs_mount_target"].includes(type) && JSON.stringify(body).includes(`${address}.ids`),
  );
}

async function databaseClusters(body: Body, { region }: SynthesizedStack): Promise<Sought> {
  const wanted = filtersOf(body).flatMap(({ Values = [] }) => Values);
  const found: string[] = [];
  const Filters = [{ Name: "db-cluster-id", Values: wanted }];
  for await (const page of paginateDescribeDBClusters({ client: awsClient(RDSClient, region) }, { Filters })) {
    found.push(...(page.DBClusters ?? []).map(({ DBClusterIdentifier = "" }) => DBClusterIdentifier));
  }
  return {
    what: `the RDS cluster ${wanted.join(", ")}`,
    found,
    wanted: "one",
    fix: "Create or restore it, or take it out of existingDatabases in the environment's file.",
  };
}

async function repository({ name }: Body, { name: environment, region }: SynthesizedStack): Promise<Sought> {
  return {
    what: `the image repository ${String(name)}`,
    found: await repositoryUris(awsClient(ECRClient, region), String(name)),
    wanted: "one",
    fix: `npm run bootstrap -- ${environment}`,
  };
}

async function repositoryUris(ecr: ECRClient, name: string): Promise<string[]> {
  try {
    const { repositories = [] } = await ecr.send(new DescribeRepositoriesCommand({ repositoryNames: [name] }));
    return repositories.map(({ repositoryUri = "" }) => repositoryUri);
  } catch (error) {
    if (error instanceof RepositoryNotFoundException) return [];
    throw error;
  }
}

async function identityProvider({ url }: Body, { name, region }: SynthesizedStack): Promise<Sought> {
  const host = String(url).replace("https://", "");
  const { OpenIDConnectProviderList = [] } = await awsClient(IAMClient, region).send(
    new ListOpenIDConnectProvidersCommand(),
  );
  return {
    what: `the identity provider ${host}`,
    found: OpenIDConnectProviderList.flatMap(({ Arn = "" }) => (Arn.endsWith(`/${host}`) ? [Arn] : [])),
    wanted: "one",
    fix: `npm run bootstrap -- ${name}`,
  };
}

/** A data source's filters and tags, as EC2 and RDS ask for them. */
export function filtersOf({ filter, tags }: Body): Filter[] {
  const filters = (filter ?? []) as { name: string; values: string[] }[];
  return [
    ...filters.map(({ name, values }) => ({ Name: name, Values: values })),
    ...Object.entries((tags ?? {}) as Record<string, string>).map(([key, value]) => ({
      Name: `tag:${key}`,
      Values: [value],
    })),
  ];
}

/** A filter's value; the ids that another data source found where it is a reference to that. */
function idsIn(value: string, earlier: Ids): readonly string[] {
  const reference = referenceOf(value);
  return reference === undefined ? [value] : (earlier.get(reference.address) ?? []);
}

function criteria(body: Body): string {
  return filtersOf(body)
    .map(({ Name = "", Values = [] }) => `${Name.replace("tag:", "")}=${Values.join(",")}`)
    .join(", ");
}
