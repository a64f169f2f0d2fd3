import { CloudWatchLogsClient, paginateDescribeLogGroups } from "@aws-sdk/client-cloudwatch-logs";
import { DescribeClustersCommand, ECSClient } from "@aws-sdk/client-ecs";
import { ElasticLoadBalancingV2Client, paginateDescribeLoadBalancers } from "@aws-sdk/client-elastic-load-balancing-v2";
import { IAMClient, paginateListRoles } from "@aws-sdk/client-iam";
import { KMSClient, paginateListAliases } from "@aws-sdk/client-kms";
import { RDSClient, paginateDescribeDBInstances } from "@aws-sdk/client-rds";
import { HeadBucketCommand, S3Client, S3ServiceException } from "@aws-sdk/client-s3";
import { SecretsManagerClient, paginateListSecrets } from "@aws-sdk/client-secrets-manager";
import { DescribeParametersCommand, SSMClient } from "@aws-sdk/client-ssm";

import { awsClient } from "../aws/client";
import { chunks } from "../aws/chunks";

/** Who has a name. */
export type Taken =
  | { readonly by: "this account" | "a deletion"; /** What Terraform imports it by. */ readonly id: string }
  | { readonly by: "another account" };

export type TakenNames = ReadonlyMap<string, Taken>;

export interface NameLookup {
  /** What people call it. */
  readonly thing: string;
  /** The attribute that is its name. */
  readonly attribute: string;
  /** Which of the names somebody has already. */
  readonly find: (names: readonly string[], region: string) => Promise<TakenNames>;
}

/** The types whose names are worth asking about: they are no longer free after a destroy, or AWS makes them by itself. */
export const nameLookups: Readonly<Record<string, NameLookup>> = {
  aws_s3_bucket: { thing: "bucket", attribute: "bucket", find: buckets },
  aws_cloudwatch_log_group: { thing: "log group", attribute: "name", find: logGroups },
  aws_secretsmanager_secret: { thing: "secret", attribute: "name", find: secrets },
  aws_ssm_parameter: { thing: "parameter", attribute: "name", find: parameters },
  aws_iam_role: { thing: "role", attribute: "name", find: roles },
  aws_kms_alias: { thing: "key alias", attribute: "name", find: aliases },
  aws_ecs_cluster: { thing: "cluster", attribute: "name", find: clusters },
  aws_lb: { thing: "load balancer", attribute: "name", find: loadBalancers },
  aws_db_instance: { thing: "database", attribute: "identifier", find: databases },
};

const own = (id: string): Taken => ({ by: "this account", id });

/** Asks for each of the names. */
async function each(names: readonly string[], ask: (name: string) => Promise<Taken | undefined>): Promise<TakenNames> {
  const answers = await Promise.all(names.map(async (name) => [name, await ask(name)] as const));
  return new Map(answers.flatMap(([name, taken]) => (taken ? [[name, taken]] : [])));
}

/** What a list has of the names. */
function among(names: readonly string[], ids: ReadonlyMap<string, string>): TakenNames {
  return new Map(names.flatMap((name) => (ids.has(name) ? [[name, own(ids.get(name) ?? "")]] : [])));
}

function buckets(names: readonly string[], region: string): Promise<TakenNames> {
  const client = awsClient(S3Client, region, { followRegionRedirects: true });
  return each(names, async (name) => {
    try {
      await client.send(new HeadBucketCommand({ Bucket: name }));
      return own(name);
    } catch (error) {
      const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
      if (status === 404) return undefined;
      if (status === 403) return { by: "another account" };
      throw error;
    }
  });
}

/** Those of one folder come together: CloudWatch Logs takes few questions in a second. */
async function logGroups(names: readonly string[], region: string): Promise<TakenNames> {
  const client = awsClient(CloudWatchLogsClient, region);
  const found = new Map<string, string>();
  for (const logGroupNamePrefix of new Set(names.map(folderOf))) {
    for await (const page of paginateDescribeLogGroups({ client }, { logGroupNamePrefix }))
      for (const { logGroupName = "" } of page.logGroups ?? []) found.set(logGroupName, logGroupName);
  }
  return among(names, found);
}

function folderOf(name: string): string {
  return name.slice(0, name.lastIndexOf("/") + 1) || name;
}

async function secrets(names: readonly string[], region: string): Promise<TakenNames> {
  const wanted = new Set(names);
  const found = new Map<string, Taken>();
  const pages = paginateListSecrets(
    { client: awsClient(SecretsManagerClient, region) },
    { IncludePlannedDeletion: true },
  );
  for await (const { SecretList = [] } of pages) {
    for (const { Name = "", ARN: id = "", DeletedDate } of SecretList)
      if (wanted.has(Name)) found.set(Name, { by: DeletedDate ? "a deletion" : "this account", id });
  }
  return found;
}

async function roles(names: readonly string[], region: string): Promise<TakenNames> {
  const found = new Map<string, string>();
  for await (const { Roles = [] } of paginateListRoles({ client: awsClient(IAMClient, region) }, { MaxItems: 1000 }))
    for (const { RoleName = "" } of Roles) found.set(RoleName, RoleName);
  return among(names, found);
}

async function parameters(names: readonly string[], region: string): Promise<TakenNames> {
  const client = awsClient(SSMClient, region);
  const found = new Map<string, string>();
  for (const Values of chunks(names, 50)) {
    const ParameterFilters = [{ Key: "Name", Option: "Equals", Values }];
    const { Parameters = [] } = await client.send(new DescribeParametersCommand({ ParameterFilters, MaxResults: 50 }));
    for (const { Name = "" } of Parameters) found.set(Name, Name);
  }
  return among(names, found);
}

async function aliases(names: readonly string[], region: string): Promise<TakenNames> {
  const found = new Map<string, string>();
  for await (const { Aliases = [] } of paginateListAliases({ client: awsClient(KMSClient, region) }, {}))
    for (const { AliasName = "" } of Aliases) found.set(AliasName, AliasName);
  return among(names, found);
}

async function clusters(names: readonly string[], region: string): Promise<TakenNames> {
  const { clusters: found = [] } = await awsClient(ECSClient, region).send(
    new DescribeClustersCommand({ clusters: [...names] }),
  );
  const active = found.filter(({ status }) => status === "ACTIVE");
  return among(names, new Map(active.map(({ clusterName = "" }) => [clusterName, clusterName])));
}

async function loadBalancers(names: readonly string[], region: string): Promise<TakenNames> {
  const found = new Map<string, string>();
  const pages = paginateDescribeLoadBalancers({ client: awsClient(ElasticLoadBalancingV2Client, region) }, {});
  for await (const { LoadBalancers = [] } of pages)
    for (const { LoadBalancerName = "", LoadBalancerArn = "" } of LoadBalancers)
      found.set(LoadBalancerName, LoadBalancerArn);
  return among(names, found);
}

async function databases(names: readonly string[], region: string): Promise<TakenNames> {
  const found = new Map<string, string>();
  for await (const { DBInstances = [] } of paginateDescribeDBInstances({ client: awsClient(RDSClient, region) }, {}))
    for (const { DBInstanceIdentifier = "" } of DBInstances) found.set(DBInstanceIdentifier, DBInstanceIdentifier);
  return among(names, found);
}
