import { BackupClient } from "@aws-sdk/client-backup";
import { CloudFrontClient } from "@aws-sdk/client-cloudfront";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { CodeDeployClient } from "@aws-sdk/client-codedeploy";
import { EC2Client } from "@aws-sdk/client-ec2";
import { ECRClient } from "@aws-sdk/client-ecr";
import { ECSClient } from "@aws-sdk/client-ecs";
import { EFSClient } from "@aws-sdk/client-efs";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { IAMClient } from "@aws-sdk/client-iam";
import { KMSClient } from "@aws-sdk/client-kms";
import { RDSClient } from "@aws-sdk/client-rds";
import { ResourceGroupsTaggingAPIClient } from "@aws-sdk/client-resource-groups-tagging-api";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SSMClient } from "@aws-sdk/client-ssm";
import { afterEach, describe, expect, jest, test } from "@jest/globals";

import { missing, ok, warning } from "../../../src/operations/preflight/check";
import { names } from "../../../src/operations/preflight/names";
import { nameLookups, notLookedFor } from "../../../src/operations/preflight/taken-names";
import { publicDns } from "../../../src/operations/preflight/public-dns";
import type { SynthesizedStack } from "../../../src/operations/synth/synthesized-stack";
import { kinds } from "../../../src/resources";
import type { Body } from "../../../src/terraform-json/body";
import { stackOf } from "../support/stack";

/** A class of clients of the AWS SDK. */
interface Client {
  readonly prototype: object;
}

/** What AWS answers to a client's commands, by their names, and from where it was asked. */
function answer(client: Client, answers: Readonly<Record<string, object | Error>>): string[] {
  const asked: string[] = [];
  jest.spyOn(client.prototype as { send: () => Promise<unknown> }, "send").mockImplementation(async function (
    this: { config: { region: () => Promise<string> } },
    command: { constructor: { name: string } },
  ) {
    const { name } = command.constructor;
    asked.push(`${await this.config.region()} ${name}`);
    const found = answers[name];
    if (found instanceof Error) throw found;
    if (found === undefined) throw new Error(`no answer to ${name}`);
    return found;
  } as never);
  return asked;
}

afterEach(() => {
  jest.restoreAllMocks();
});

type Blocks = NonNullable<SynthesizedStack["json"]["resource"]>;

const tags = { product: "shop", environment: "test" };

/** What the check says of a stack of which nothing is deployed. */
async function found(resource: Blocks, data: Blocks = {}, further: readonly Body[] = []): Promise<unknown> {
  const provider = { aws: [{ region: "us-east-1", default_tags: [{ tags }] }, ...further] };
  const stack = stackOf("shop-test", { provider, resource, data });
  return names.run({ stack, dns: publicDns(), state: () => Promise.resolve(undefined) });
}

const exists = (thing: string, address: string, id: string): unknown =>
  missing(
    `the ${thing} exists already, and the state does not have it`,
    `Take it in, or choose another name:  (cd /out/stacks/shop-test && terraform init && terraform import '${address}' '${id}')`,
  );

const arn = (service: string, resource: string): string => `arn:aws:${service}:us-east-1:111122223333:${resource}`;

test.each<[string, string, string, string, Client, Record<string, object>]>([
  [
    "aws_backup_vault",
    "name",
    "backup vault",
    "shop",
    BackupClient,
    { ListBackupVaultsCommand: { BackupVaultList: [{ BackupVaultName: "shop" }] } },
  ],
  [
    "aws_cloudwatch_log_group",
    "name",
    "log group",
    "shop",
    CloudWatchLogsClient,
    { DescribeLogGroupsCommand: { logGroups: [{ logGroupName: "shop" }] } },
  ],
  [
    "aws_codedeploy_app",
    "name",
    "CodeDeploy application",
    "shop",
    CodeDeployClient,
    { ListApplicationsCommand: { applications: ["shop"] } },
  ],
  [
    "aws_codedeploy_deployment_config",
    "deployment_config_name",
    "CodeDeploy configuration",
    "shop",
    CodeDeployClient,
    { ListDeploymentConfigsCommand: { deploymentConfigsList: ["CodeDeployDefault.AllAtOnce", "shop"] } },
  ],
  [
    "aws_db_instance",
    "identifier",
    "database",
    "shop",
    RDSClient,
    { DescribeDBInstancesCommand: { DBInstances: [{ DBInstanceIdentifier: "shop" }] } },
  ],
  [
    "aws_db_parameter_group",
    "name",
    "parameter group",
    "shop",
    RDSClient,
    { DescribeDBParameterGroupsCommand: { DBParameterGroups: [{ DBParameterGroupName: "shop" }] } },
  ],
  [
    "aws_db_proxy",
    "name",
    "database proxy",
    "shop",
    RDSClient,
    { DescribeDBProxiesCommand: { DBProxies: [{ DBProxyName: "shop" }] } },
  ],
  [
    "aws_db_subnet_group",
    "name",
    "subnet group",
    "shop",
    RDSClient,
    { DescribeDBSubnetGroupsCommand: { DBSubnetGroups: [{ DBSubnetGroupName: "shop" }] } },
  ],
  [
    "aws_ecr_repository",
    "name",
    "repository",
    "shop",
    ECRClient,
    { DescribeRepositoriesCommand: { repositories: [{ repositoryName: "shop" }] } },
  ],
  [
    "aws_ecs_cluster",
    "name",
    "cluster",
    "shop",
    ECSClient,
    { DescribeClustersCommand: { clusters: [{ clusterName: "shop", status: "ACTIVE" }] } },
  ],
  ["aws_iam_role", "name", "role", "shop", IAMClient, { ListRolesCommand: { Roles: [{ RoleName: "shop" }] } }],
  [
    "aws_kms_alias",
    "name",
    "key alias",
    "shop",
    KMSClient,
    { ListAliasesCommand: { Aliases: [{ AliasName: "shop" }] } },
  ],
  [
    "aws_ssm_parameter",
    "name",
    "parameter",
    "shop",
    SSMClient,
    { DescribeParametersCommand: { Parameters: [{ Name: "shop" }] } },
  ],
])("a taken name of %s is found, and imported by it", async (type, attribute, noun, name, client, answers) => {
  answer(client, answers);
  expect(await found({ [type]: { it: { [attribute]: name } } })).toEqual([
    exists(`${noun} ${name}`, `${type}.it`, name),
  ]);
});

test.each<[string, string, string, string, string, Client, Record<string, object>]>([
  [
    "aws_cloudfront_origin_access_control",
    "name",
    "origin access control shop",
    "shop",
    "E1",
    CloudFrontClient,
    { ListOriginAccessControlsCommand: { OriginAccessControlList: { Items: [{ Name: "shop", Id: "E1" }] } } },
  ],
  [
    "aws_cloudfront_response_headers_policy",
    "name",
    "response headers policy shop",
    "shop",
    "p-1",
    CloudFrontClient,
    {
      ListResponseHeadersPoliciesCommand: {
        ResponseHeadersPolicyList: {
          Items: [{ ResponseHeadersPolicy: { Id: "p-1", ResponseHeadersPolicyConfig: { Name: "shop" } } }],
        },
      },
    },
  ],
  [
    "aws_efs_file_system",
    "creation_token",
    "file system shop",
    "shop",
    "fs-1",
    EFSClient,
    { DescribeFileSystemsCommand: { FileSystems: [{ CreationToken: "shop", FileSystemId: "fs-1" }] } },
  ],
  [
    "aws_iam_openid_connect_provider",
    "url",
    "OIDC provider https://token.example.com",
    "https://token.example.com",
    "arn:aws:iam::111122223333:oidc-provider/token.example.com",
    IAMClient,
    {
      ListOpenIDConnectProvidersCommand: {
        OpenIDConnectProviderList: [{ Arn: "arn:aws:iam::111122223333:oidc-provider/token.example.com" }],
      },
    },
  ],
  [
    "aws_iam_policy",
    "name",
    "policy shop",
    "shop",
    "arn:aws:iam::111122223333:policy/shop",
    IAMClient,
    { ListPoliciesCommand: { Policies: [{ PolicyName: "shop", Arn: "arn:aws:iam::111122223333:policy/shop" }] } },
  ],
  [
    "aws_lb",
    "name",
    "load balancer shop",
    "shop",
    "arn:lb",
    ElasticLoadBalancingV2Client,
    { DescribeLoadBalancersCommand: { LoadBalancers: [{ LoadBalancerName: "shop", LoadBalancerArn: "arn:lb" }] } },
  ],
  [
    "aws_lb_target_group",
    "name",
    "target group shop",
    "shop",
    "arn:group",
    ElasticLoadBalancingV2Client,
    { DescribeTargetGroupsCommand: { TargetGroups: [{ TargetGroupName: "shop", TargetGroupArn: "arn:group" }] } },
  ],
  [
    "aws_secretsmanager_secret",
    "name",
    "secret shop",
    "shop",
    "arn:secret",
    SecretsManagerClient,
    { ListSecretsCommand: { SecretList: [{ Name: "shop", ARN: "arn:secret" }] } },
  ],
])("a taken name of %s is found, and imported by its id", async (type, attribute, thing, name, id, client, answers) => {
  answer(client, answers);
  expect(await found({ [type]: { it: { [attribute]: name } } })).toEqual([exists(thing, `${type}.it`, id)]);
});

test.each<[string, string, string, string, string]>([
  ["aws_scheduler_schedule_group", "name", "schedule group", arn("scheduler", "schedule-group/shop"), "shop"],
  [
    "aws_sfn_state_machine",
    "name",
    "state machine",
    arn("states", "stateMachine:shop"),
    arn("states", "stateMachine:shop"),
  ],
  ["aws_wafv2_web_acl", "name", "web ACL", arn("wafv2", "regional/webacl/shop/0a"), "0a/shop/REGIONAL"],
  ["aws_xray_group", "group_name", "X-Ray group", arn("xray", "group/shop/0A"), arn("xray", "group/shop/0A")],
  ["aws_xray_sampling_rule", "rule_name", "sampling rule", arn("xray", "sampling-rule/shop"), "shop"],
])("a taken name of %s is found among what carries the environment's tags", async (type, attribute, noun, left, id) => {
  const mappings = [left, arn("sns", "shop"), left.replace("us-east-1", "us-west-2")];
  answer(ResourceGroupsTaggingAPIClient, {
    GetResourcesCommand: { ResourceTagMappingList: mappings.map((ResourceARN) => ({ ResourceARN })) },
  });
  expect(await found({ [type]: { it: { [attribute]: "shop" } } })).toEqual([exists(`${noun} shop`, `${type}.it`, id)]);
});

describe("a security group's name", () => {
  const group = { aws_security_group: { it: { name: "shop-api", vpc_id: "${data.aws_vpc.shared.id}" } } };

  test("is looked for in the network that exists already", async () => {
    answer(EC2Client, {
      DescribeVpcsCommand: { Vpcs: [{ VpcId: "vpc-1" }] },
      DescribeSecurityGroupsCommand: { SecurityGroups: [{ GroupName: "shop-api", GroupId: "sg-1" }] },
    });
    expect(await found(group, { aws_vpc: { shared: { tags: { Name: "shared" } } } })).toEqual([
      exists("security group shop-api", "aws_security_group.it", "sg-1"),
    ]);
  });

  test("is free in a network of the environment's own", async () => {
    const asked = answer(EC2Client, {});
    expect(await found(group)).toEqual([ok("all 1 are free")]);
    expect(asked).toEqual([]);
  });
});

test("a secret that is to be deleted keeps its name", async () => {
  answer(SecretsManagerClient, {
    ListSecretsCommand: { SecretList: [{ Name: "shop/key", ARN: "arn:secret", DeletedDate: new Date() }] },
  });
  expect(await found({ aws_secretsmanager_secret: { it: { name: "shop/key" } } })).toEqual([
    missing(
      "the secret shop/key is to be deleted, and keeps its name until then",
      "aws secretsmanager restore-secret --secret-id shop/key && (cd /out/stacks/shop-test && terraform init && terraform import 'aws_secretsmanager_secret.it' 'arn:secret')",
    ),
  ]);
});

test("a name is looked for in the region in which it is to be taken", async () => {
  const asked = answer(BackupClient, { ListBackupVaultsCommand: { BackupVaultList: [] } });
  const vaults = { here: { name: "shop" }, far: { name: "shop-copies", provider: "aws.far" } };
  expect(await found({ aws_backup_vault: vaults }, {}, [{ alias: "far", region: "us-west-2" }])).toEqual([
    ok("all 2 are free"),
  ]);
  expect(asked.toSorted()).toEqual(["us-east-1 ListBackupVaultsCommand", "us-west-2 ListBackupVaultsCommand"]);
});

test("what one may not ask hides nothing else", async () => {
  const denied = Object.assign(new Error("not authorized"), { name: "AccessDeniedException", $fault: "client" });
  answer(EFSClient, { DescribeFileSystemsCommand: denied });
  answer(RDSClient, { DescribeDBInstancesCommand: { DBInstances: [{ DBInstanceIdentifier: "shop" }] } });
  const resources = {
    aws_efs_file_system: { it: { creation_token: "shop" } },
    aws_db_instance: { it: { identifier: "shop" } },
  };
  expect(await found(resources)).toEqual([
    warning(
      "file system: whether the name is free could not be asked, access is denied",
      "Use credentials that may read it, then repeat.",
    ),
    exists("database shop", "aws_db_instance.it", "shop"),
  ]);
});

test("every type of whose names AWS refuses a second one is looked for, or there is a reason not to", () => {
  const refused = Object.entries(kinds).flatMap(([type, { unique }]) =>
    unique.some(({ second, within = [] }) => second === undefined && within.every((one) => one === "scope"))
      ? [type]
      : [],
  );
  expect(refused).toContain("aws_efs_file_system");
  expect(refused.filter((type) => !(type in nameLookups) && !(type in notLookedFor))).toEqual([]);
  expect(Object.keys(notLookedFor).filter((type) => type in nameLookups || !refused.includes(type))).toEqual([]);
});
