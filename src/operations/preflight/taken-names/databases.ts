import {
  paginateDescribeDBInstances,
  paginateDescribeDBParameterGroups,
  paginateDescribeDBProxies,
  paginateDescribeDBSubnetGroups,
  RDSClient,
} from "@aws-sdk/client-rds";

import { awsClient } from "../../aws/client";
import { listed, type Lookup } from "./lookup";

export const databases: Lookup = (names, region) =>
  listed(names, paginateDescribeDBInstances({ client: awsClient(RDSClient, region) }, {}), ({ DBInstances }) =>
    DBInstances?.map(({ DBInstanceIdentifier }) => [DBInstanceIdentifier]),
  );

export const parameterGroups: Lookup = (names, region) =>
  listed(
    names,
    paginateDescribeDBParameterGroups({ client: awsClient(RDSClient, region) }, {}),
    ({ DBParameterGroups }) => DBParameterGroups?.map(({ DBParameterGroupName }) => [DBParameterGroupName]),
  );

export const subnetGroups: Lookup = (names, region) =>
  listed(names, paginateDescribeDBSubnetGroups({ client: awsClient(RDSClient, region) }, {}), ({ DBSubnetGroups }) =>
    DBSubnetGroups?.map(({ DBSubnetGroupName }) => [DBSubnetGroupName]),
  );

export const proxies: Lookup = (names, region) =>
  listed(names, paginateDescribeDBProxies({ client: awsClient(RDSClient, region) }, {}), ({ DBProxies }) =>
    DBProxies?.map(({ DBProxyName }) => [DBProxyName]),
  );
