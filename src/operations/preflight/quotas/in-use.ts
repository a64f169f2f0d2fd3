import { CloudWatchLogsClient, DescribeResourcePoliciesCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  DescribeAddressesCommand,
  EC2Client,
  paginateDescribeInternetGateways,
  paginateDescribeNatGateways,
  paginateDescribeSecurityGroups,
  paginateDescribeSubnets,
  paginateDescribeVpcEndpoints,
  paginateDescribeVpcs,
} from "@aws-sdk/client-ec2";
import {
  ElasticLoadBalancingV2Client,
  paginateDescribeLoadBalancers,
  paginateDescribeTargetGroups,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { GetAccountSummaryCommand, IAMClient, type SummaryKeyType } from "@aws-sdk/client-iam";
import { RDSClient, paginateDescribeDBInstances } from "@aws-sdk/client-rds";
import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";

import { awsClient } from "../../aws/client";
import { most } from "./most";

export async function elasticIps(region: string): Promise<number> {
  const { Addresses = [] } = await awsClient(EC2Client, region).send(new DescribeAddressesCommand());
  return Addresses.length;
}

export function vpcs(region: string): Promise<number> {
  return total(paginateDescribeVpcs({ client: awsClient(EC2Client, region) }, {}), ({ Vpcs }) => Vpcs);
}

export function internetGateways(region: string): Promise<number> {
  const pages = paginateDescribeInternetGateways({ client: awsClient(EC2Client, region) }, {});
  return total(pages, ({ InternetGateways }) => InternetGateways);
}

export function securityGroups(region: string): Promise<number> {
  const pages = paginateDescribeSecurityGroups({ client: awsClient(EC2Client, region) }, { MaxResults: 1000 });
  return total(pages, ({ SecurityGroups }) => SecurityGroups);
}

export function gatewayEndpoints(region: string): Promise<number> {
  const Filters = [{ Name: "vpc-endpoint-type", Values: ["Gateway"] }];
  const pages = paginateDescribeVpcEndpoints({ client: awsClient(EC2Client, region) }, { Filters });
  return total(pages, ({ VpcEndpoints }) => VpcEndpoints);
}

export async function natGatewaysInFullestZone(region: string): Promise<number> {
  const client = awsClient(EC2Client, region);
  const subnets: (string | undefined)[] = [];
  const Filter = [{ Name: "state", Values: ["pending", "available"] }];
  for await (const { NatGateways = [] } of paginateDescribeNatGateways({ client }, { Filter }))
    subnets.push(...NatGateways.map(({ SubnetId }) => SubnetId));
  if (subnets.length === 0) return 0;
  const zones = new Map<string | undefined, string | undefined>();
  for await (const { Subnets = [] } of paginateDescribeSubnets({ client }, {}))
    for (const { SubnetId, AvailabilityZone } of Subnets) zones.set(SubnetId, AvailabilityZone);
  return most(subnets.map((subnet) => zones.get(subnet)));
}

export function loadBalancers(region: string): Promise<number> {
  const pages = paginateDescribeLoadBalancers({ client: awsClient(ElasticLoadBalancingV2Client, region) }, {});
  return total(pages, ({ LoadBalancers }) => LoadBalancers?.filter(({ Type }) => Type === "application"));
}

export function targetGroups(region: string): Promise<number> {
  const pages = paginateDescribeTargetGroups({ client: awsClient(ElasticLoadBalancingV2Client, region) }, {});
  return total(pages, ({ TargetGroups }) => TargetGroups);
}

export function databaseInstances(region: string): Promise<number> {
  return total(
    paginateDescribeDBInstances({ client: awsClient(RDSClient, region) }, {}),
    ({ DBInstances }) => DBInstances,
  );
}

export async function buckets(region: string): Promise<number> {
  const { Buckets = [] } = await awsClient(S3Client, region).send(new ListBucketsCommand());
  return Buckets.length;
}

/** All are on the first page: it holds 50, and there are at most ten. */
export async function logResourcePolicies(region: string): Promise<number> {
  const { resourcePolicies = [] } = await awsClient(CloudWatchLogsClient, region).send(
    new DescribeResourcePoliciesCommand(),
  );
  return resourcePolicies.length;
}

export async function iam(region: string, what: SummaryKeyType): Promise<number> {
  const { SummaryMap = {} } = await awsClient(IAMClient, region).send(new GetAccountSummaryCommand());
  return SummaryMap[what] ?? 0;
}

async function total<Page>(
  pages: AsyncIterable<Page>,
  itemsOf: (page: Page) => readonly unknown[] | undefined,
): Promise<number> {
  let count = 0;
  for await (const page of pages) count += itemsOf(page)?.length ?? 0;
  return count;
}
