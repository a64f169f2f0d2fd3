import { DescribeVpcsCommand, EC2Client, paginateDescribeSecurityGroups } from "@aws-sdk/client-ec2";
import {
  ElasticLoadBalancingV2Client,
  paginateDescribeLoadBalancers,
  paginateDescribeTargetGroups,
} from "@aws-sdk/client-elastic-load-balancing-v2";

import { awsClient } from "../../aws/client";
import { filtersOf } from "../existing-lookups";
import { listed, type Lookup } from "./lookup";

export const loadBalancers: Lookup = (names, region) =>
  listed(
    names,
    paginateDescribeLoadBalancers({ client: awsClient(ElasticLoadBalancingV2Client, region) }, {}),
    ({ LoadBalancers }) =>
      LoadBalancers?.map(({ LoadBalancerName, LoadBalancerArn }) => [LoadBalancerName, LoadBalancerArn]),
  );

export const targetGroups: Lookup = (names, region) =>
  listed(
    names,
    paginateDescribeTargetGroups({ client: awsClient(ElasticLoadBalancingV2Client, region) }, {}),
    ({ TargetGroups }) => TargetGroups?.map(({ TargetGroupName, TargetGroupArn }) => [TargetGroupName, TargetGroupArn]),
  );

/** In the networks that exist before the environment: in one of its own, no name is taken yet. */
export const securityGroups: Lookup = async (names, region, { dataSources }) => {
  const client = awsClient(EC2Client, region);
  const networks = dataSources.filter(({ type }) => type === "aws_vpc");
  const found = await Promise.all(
    networks.map(({ body }) => client.send(new DescribeVpcsCommand({ Filters: filtersOf(body) }))),
  );
  const Values = found.flatMap(({ Vpcs = [] }) => Vpcs.map(({ VpcId = "" }) => VpcId));
  if (Values.length === 0) return new Map();
  const pages = paginateDescribeSecurityGroups({ client }, { Filters: [{ Name: "vpc-id", Values }] });
  return listed(names, pages, ({ SecurityGroups }) =>
    SecurityGroups?.map(({ GroupName, GroupId }) => [GroupName, GroupId]),
  );
};
