import { BackupClient, paginateListBackupSelections } from "@aws-sdk/client-backup";
import {
  CloudFrontClient,
  ListOriginAccessControlsCommand,
  ListResponseHeadersPoliciesCommand,
} from "@aws-sdk/client-cloudfront";
import {
  CloudWatchLogsClient,
  DescribeQueryDefinitionsCommand,
  paginateDescribeDeliveries,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  ApplicationDoesNotExistException,
  CodeDeployClient,
  DeploymentConfigDoesNotExistException,
  GetApplicationCommand,
  GetDeploymentConfigCommand,
} from "@aws-sdk/client-codedeploy";
import { DescribeRouteTablesCommand, EC2Client } from "@aws-sdk/client-ec2";
import { DescribeMountTargetsCommand, EFSClient } from "@aws-sdk/client-efs";
import { paginateDescribeDBInstanceAutomatedBackups, RDSClient } from "@aws-sdk/client-rds";
import {
  DescribeSecretCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";

import { awsClient } from "../aws/client";
import type { Attributes } from "../../adoption/exported-resource";
import type { Block } from "../../terraform-json/block";
import { own } from "../../terraform-json/record";

/** A text of a resource's configuration; `undefined` as long as it is not known. */
type Value = (attribute: string) => string | undefined;

/** What the provider reads each resource by that may be the one that is looked for. */
type Lookup = (resource: Block, value: Value) => Promise<readonly Attributes[]>;

/**
 * The types that have neither tags nor a name that the provider could read them by: they are listed, most of them by their
 * parent.
 */
const lookups: Readonly<Record<string, Lookup>> = {
  aws_backup_selection: backupSelections,
  aws_cloudfront_origin_access_control: originAccessControls,
  aws_cloudfront_response_headers_policy: responseHeadersPolicies,
  aws_cloudwatch_log_delivery: logDeliveries,
  aws_cloudwatch_query_definition: queryDefinitions,
  aws_codedeploy_app: codeDeployApplications,
  aws_codedeploy_deployment_config: deploymentConfigurations,
  aws_db_instance_automated_backups_replication: replicatedBackups,
  aws_efs_mount_target: mountTargets,
  aws_route_table_association: routeTableAssociations,
  aws_secretsmanager_secret_version: currentSecretVersion,
};

/** What may be the resource; `undefined` as long as its parent is not known, and for types that are found in another way. */
export async function lookUp(resource: Block, value: Value): Promise<readonly Attributes[]> {
  return (await own(lookups, resource.type)?.(resource, value)) ?? [];
}

async function backupSelections({ region }: Block, value: Value): Promise<Attributes[]> {
  const BackupPlanId = value("plan_id");
  if (BackupPlanId === undefined) return [];
  const found: Attributes[] = [];
  const pages = paginateListBackupSelections({ client: awsClient(BackupClient, region) }, { BackupPlanId });
  for await (const { BackupSelectionsList = [] } of pages)
    found.push(...BackupSelectionsList.map(({ SelectionId: id }) => ({ id, plan_id: BackupPlanId })));
  return found;
}

async function originAccessControls({ region }: Block, value: Value): Promise<Attributes[]> {
  const name = value("name");
  const found: Attributes[] = [];
  for (let Marker: string | undefined, more = true; more; more = Marker !== undefined) {
    const { OriginAccessControlList: list } = await awsClient(CloudFrontClient, region).send(
      new ListOriginAccessControlsCommand({ Marker }),
    );
    found.push(...(list?.Items ?? []).flatMap(({ Id: id, Name }) => (Name === name ? [{ id }] : [])));
    Marker = list?.IsTruncated === true ? list.NextMarker : undefined;
  }
  return found;
}

async function responseHeadersPolicies({ region }: Block, value: Value): Promise<Attributes[]> {
  const name = value("name");
  const found: Attributes[] = [];
  for (let Marker: string | undefined, more = true; more; more = Marker !== undefined) {
    const { ResponseHeadersPolicyList: list } = await awsClient(CloudFrontClient, region).send(
      new ListResponseHeadersPoliciesCommand({ Type: "custom", Marker }),
    );
    for (const { ResponseHeadersPolicy: policy } of list?.Items ?? [])
      if (policy?.ResponseHeadersPolicyConfig?.Name === name) found.push({ id: policy?.Id });
    Marker = list?.NextMarker;
  }
  return found;
}

async function logDeliveries({ region }: Block): Promise<Attributes[]> {
  const found: Attributes[] = [];
  for await (const { deliveries = [] } of paginateDescribeDeliveries(
    { client: awsClient(CloudWatchLogsClient, region) },
    {},
  ))
    found.push(...deliveries.map(({ id, arn }) => ({ id, arn })));
  return found;
}

async function queryDefinitions({ region }: Block, value: Value): Promise<Attributes[]> {
  const name = value("name");
  const { queryDefinitions: found = [] } = await awsClient(CloudWatchLogsClient, region).send(
    new DescribeQueryDefinitionsCommand({ queryDefinitionNamePrefix: name, maxResults: 1000 }),
  );
  return found.flatMap(({ queryDefinitionId: id, name: theirs }) =>
    theirs === name ? [{ id, query_definition_id: id, name }] : [],
  );
}

/** The provider's process ends where the application's id is not a part of the id that it reads by. */
async function codeDeployApplications({ region }: Block, value: Value): Promise<Attributes[]> {
  const applicationName = value("name");
  if (applicationName === undefined) return [];
  try {
    const command = new GetApplicationCommand({ applicationName });
    const { application } = await awsClient(CodeDeployClient, region).send(command);
    return [{ id: `${application?.applicationId ?? ""}:${applicationName}`, name: applicationName }];
  } catch (error) {
    if (error instanceof ApplicationDoesNotExistException) return [];
    throw error;
  }
}

/** The provider's process ends where it reads one that does not exist, so it is asked for first. */
async function deploymentConfigurations({ region }: Block, value: Value): Promise<Attributes[]> {
  const deploymentConfigName = value("deployment_config_name");
  if (deploymentConfigName === undefined) return [];
  try {
    await awsClient(CodeDeployClient, region).send(new GetDeploymentConfigCommand({ deploymentConfigName }));
    return [{ id: deploymentConfigName, deployment_config_name: deploymentConfigName }];
  } catch (error) {
    if (error instanceof DeploymentConfigDoesNotExistException) return [];
    throw error;
  }
}

async function replicatedBackups({ region }: Block, value: Value): Promise<Attributes[]> {
  const source = value("source_db_instance_arn");
  const found: Attributes[] = [];
  const client = awsClient(RDSClient, region);
  for await (const page of paginateDescribeDBInstanceAutomatedBackups({ client }, {}))
    for (const { DBInstanceArn, DBInstanceAutomatedBackupsArn: id } of page.DBInstanceAutomatedBackups ?? [])
      if (DBInstanceArn === source && id !== undefined) found.push({ id });
  return found;
}

async function mountTargets({ region }: Block, value: Value): Promise<Attributes[]> {
  const FileSystemId = value("file_system_id");
  if (FileSystemId === undefined) return [];
  const { MountTargets = [] } = await awsClient(EFSClient, region).send(
    new DescribeMountTargetsCommand({ FileSystemId }),
  );
  return MountTargets.map(({ MountTargetId: id }) => ({ id }));
}

async function routeTableAssociations({ region }: Block, value: Value): Promise<Attributes[]> {
  const table = value("route_table_id");
  if (table === undefined) return [];
  const Filters = [{ Name: "route-table-id", Values: [table] }];
  const { RouteTables = [] } = await awsClient(EC2Client, region).send(new DescribeRouteTablesCommand({ Filters }));
  return RouteTables.flatMap(({ Associations = [] }) => Associations).map((association) => ({
    id: association.RouteTableAssociationId,
    route_table_id: table,
    subnet_id: association.SubnetId,
  }));
}

/** The version that is current stays so: a new value would not be the one that its database has. */
async function currentSecretVersion({ body, region }: Block, value: Value): Promise<Attributes[]> {
  const secret = value("secret_id");
  if (secret === undefined || body.secret_string_wo === undefined) return [];
  try {
    const described = await awsClient(SecretsManagerClient, region).send(
      new DescribeSecretCommand({ SecretId: secret }),
    );
    const versions = Object.entries(described.VersionIdsToStages ?? {});
    const current = versions.find(([, stages]) => stages.includes("AWSCURRENT"))?.[0];
    if (current === undefined) return [];
    // Write-only: the provider does not put the value into the state.
    const writeOnly = { has_secret_string_wo: true, secret_string_wo_version: body.secret_string_wo_version };
    return [{ id: `${secret}|${current}`, secret_id: secret, version_id: current, ...writeOnly }];
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return [];
    throw error;
  }
}
