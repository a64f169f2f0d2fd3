import { type Shown, unknown } from "../../terraform-json/shown";
import { type Statement, statementsOf } from "../policy-statements";
import { settings } from "./settings";

type Values = Readonly<Record<string, Shown>>;

/** A place of a resource in which it is said who may do what. */
export interface PolicyPlace {
  /** The attributes that say it, list indexes left out. */
  readonly attributes: readonly string[];
  /** `undefined` where it cannot be read. */
  readonly statementsOf: (values: Values) => readonly Statement[] | undefined;
  /** Whether it says who may become a role. */
  readonly isTrust: boolean;
  /** What AWS gives a new one by itself. */
  readonly given: readonly Statement[];
  /** Whether another resource may say it as well, and AWS gives that back here. */
  readonly isMirrored: boolean;
}

/** A policy as text. */
function policy(attribute: string, more: Partial<PolicyPlace> = {}): PolicyPlace {
  const texts = (values: Values): readonly Shown[] => [...settings(values, attribute.split(".")).values()];
  const all = (values: Values): readonly Statement[] | undefined => {
    const documents = texts(values).filter(isSomething).map(statementsOf);
    return documents.every((one) => one !== undefined) ? documents.flat() : undefined;
  };
  return { attributes: [attribute], statementsOf: all, isTrust: false, given: [], isMirrored: false, ...more };
}

/** What a resource says in attributes of its own instead of in a policy. */
function grant(attributes: readonly string[], statementOf: (values: Values) => Statement): PolicyPlace {
  const statements = (values: Values): readonly Statement[] | undefined =>
    attributes.some((attribute) => values[attribute] === unknown && attribute !== "function_name")
      ? undefined
      : [statementOf(values)];
  return { attributes, statementsOf: statements, isTrust: false, given: [], isMirrored: false };
}

function isSomething(value: Shown): boolean {
  return value !== undefined && value !== null && value !== "";
}

/** A VPC endpoint allows everything without a policy (AWS PrivateLink Guide, "Default endpoint policy"). */
const everybody: Statement = {
  ...{ sid: "", effect: "Allow", principals: ["*"], actions: ["*"], resources: ["*"], conditions: "" },
};

const mirrored = { isMirrored: true };

/** AWS Lambda Developer Guide, "Granting Lambda function access to AWS services". */
const lambdaPermission = grant(
  ["principal", "action", "function_name", "source_arn", "source_account", "principal_org_id"],
  (values) => ({
    ...everybody,
    principals: [principalOf(text(values.principal))],
    actions: [text(values.action)],
    resources: [text(values.function_name)],
    conditions: conditionsOf({
      "aws:SourceArn": values.source_arn,
      "aws:SourceAccount": values.source_account,
      "aws:PrincipalOrgID": values.principal_org_id,
    }),
  }),
);

const layerPermission = grant(["principal", "action", "layer_name", "organization_id"], (values) => ({
  ...everybody,
  principals: [principalOf(text(values.principal))],
  actions: [text(values.action)],
  resources: [text(values.layer_name)],
  conditions: conditionsOf({ "aws:PrincipalOrgID": values.organization_id }),
}));

const keyGrant = grant(["grantee_principal", "operations"], (values) => ({
  ...everybody,
  principals: [principalOf(text(values.grantee_principal))],
  actions: [...settings(values, ["operations"]).values()].flat().map((operation) => `kms:${text(operation)}`),
  resources: [""],
}));

/** As a policy has it. */
function principalOf(name: string): string {
  if (name === "*") return "*";
  return /\.amazonaws\.com(\.cn)?$/.test(name) ? `Service:${name}` : `AWS:${name}`;
}

function conditionsOf(keys: Values): string {
  const set = Object.entries(keys).filter(([, value]) => typeof value === "string" && value !== "");
  return set.length === 0 ? "" : JSON.stringify({ ArnLike: Object.fromEntries(set) });
}

function text(value: Shown): string {
  return typeof value === "string" ? value : "";
}

/** Where a resource says who may do what, by Terraform's type. */
export const policies: Readonly<Record<string, readonly PolicyPlace[]>> = {
  aws_acmpca_policy: [policy("policy")],
  aws_api_gateway_rest_api: [policy("policy", mirrored)],
  aws_api_gateway_rest_api_policy: [policy("policy")],
  aws_backup_vault_policy: [policy("policy")],
  aws_cloudwatch_event_bus_policy: [policy("policy")],
  aws_cloudwatch_log_destination_policy: [policy("access_policy")],
  aws_cloudwatch_log_resource_policy: [policy("policy_document")],
  aws_codeartifact_domain_permissions_policy: [policy("policy_document")],
  aws_codeartifact_repository_permissions_policy: [policy("policy_document")],
  aws_dynamodb_resource_policy: [policy("policy")],
  aws_ecr_registry_policy: [policy("policy")],
  aws_ecr_repository_policy: [policy("policy")],
  aws_efs_file_system_policy: [policy("policy")],
  aws_elasticsearch_domain: [policy("access_policies", mirrored)],
  aws_elasticsearch_domain_policy: [policy("access_policies")],
  aws_glacier_vault: [policy("access_policy")],
  aws_glue_resource_policy: [policy("policy")],
  aws_iam_group_policy: [policy("policy")],
  aws_iam_policy: [policy("policy")],
  aws_iam_role: [policy("assume_role_policy", { isTrust: true }), policy("inline_policy.policy", mirrored)],
  aws_iam_role_policy: [policy("policy")],
  aws_iam_user_policy: [policy("policy")],
  aws_kinesis_resource_policy: [policy("policy")],
  aws_kms_external_key: [policy("policy")],
  aws_kms_grant: [keyGrant],
  aws_kms_key: [policy("policy")],
  aws_kms_key_policy: [policy("policy")],
  aws_kms_replica_key: [policy("policy")],
  aws_lambda_layer_version_permission: [layerPermission],
  aws_lambda_permission: [lambdaPermission],
  aws_msk_cluster_policy: [policy("policy")],
  aws_opensearch_domain: [policy("access_policies", mirrored)],
  aws_opensearch_domain_policy: [policy("access_policies")],
  aws_redshift_resource_policy: [policy("policy")],
  aws_s3_access_point: [policy("policy", mirrored)],
  aws_s3_bucket: [policy("policy", mirrored)],
  aws_s3_bucket_policy: [policy("policy")],
  aws_s3control_access_point_policy: [policy("policy")],
  aws_s3tables_table_bucket_policy: [policy("resource_policy")],
  aws_secretsmanager_secret: [policy("policy", mirrored)],
  aws_secretsmanager_secret_policy: [policy("policy")],
  aws_sns_topic: [policy("policy", mirrored)],
  aws_sns_topic_policy: [policy("policy")],
  aws_sqs_queue: [policy("policy", mirrored)],
  aws_sqs_queue_policy: [policy("policy")],
  aws_ssoadmin_permission_set_inline_policy: [policy("inline_policy")],
  aws_vpc_endpoint: [policy("policy", { given: [everybody] })],
  aws_vpc_endpoint_policy: [policy("policy", { given: [everybody] })],
  aws_vpclattice_auth_policy: [policy("policy")],
};
