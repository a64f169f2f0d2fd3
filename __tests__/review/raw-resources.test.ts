import { readFileSync } from "node:fs";

import { describe, expect, test } from "@jest/globals";

import { factsOf, knownTypes } from "../../src/resources/facts";
import { readPlan } from "../../src/review/plan";
import { review } from "../../src/review/review";
import { policies } from "../../src/review/rules/policies";
import { created, destroyed, planJson, reviewed, type Row, said, updated } from "./plans";

/* Resources that the platform does not make, added by hand: unsafe from the start, or safe and of no interest. */

type Values = Readonly<Record<string, unknown>>;

const of = (type: string, after: Values): string[] | undefined =>
  said(reviewed([created(`${type}.x`, after)]))[`${type}.x`];
const policy = (statement: Values): string => JSON.stringify({ Statement: [{ Effect: "Allow", ...statement }] });
const toAnybody = policy({ Principal: "*", Action: "*", Resource: "arn:aws:x" });
const toOwnService = policy({
  ...{ Principal: { Service: "sns.amazonaws.com" }, Action: "sqs:SendMessage", Resource: "arn" },
  Condition: { ArnEquals: { "aws:SourceArn": "arn:aws:sns:us-east-1:111122223333:orders" } },
});
const everything = policy({ Action: "*", Resource: "*" });

describe("is found where it is created", () => {
  const publicGrant = { grantee: [{ uri: "http://acs.amazonaws.com/groups/global/AllUsers" }] };
  const open = { block_public_acls: true, block_public_policy: false };
  const ssh = { protocol: "tcp", from_port: 22, to_port: 22 };
  const all = { cidr_blocks: ["0.0.0.0/0"], protocol: "-1", from_port: 0, to_port: 0 };
  const forward = { protocol: "HTTP", default_action: [{ type: "forward" }] };
  const force = (value: string): Values => ({ parameter: [{ name: "rds.force_ssl", value }] });
  const admin = "arn:aws:iam::aws:policy/AdministratorAccess";
  const volume = { name: "files", efs_volume_configuration: [{ transit_encryption: null }] };
  const https = (enforce_https: boolean): Values => ({ domain_endpoint_options: [{ enforce_https }] });

  test.each<[string, Values, ...string[]]>([
    ["aws_s3_bucket_acl", { acl: "public-read" }, "blocks: is opened to everybody by its access list"],
    ["aws_s3_bucket", { acl: "public-read-write" }, "blocks: is opened to everybody by its access list"],
    [
      "aws_s3_bucket_acl",
      { access_control_policy: [{ grant: [publicGrant] }] },
      "blocks: is opened to everybody by its access list",
    ],
    ["aws_s3_bucket_public_access_block", open, "blocks: lets the bucket become public"],
    ["aws_s3_account_public_access_block", { block_public_acls: null }, "blocks: lets the bucket become public"],
    [
      "aws_s3_bucket_ownership_controls",
      { rule: [{ object_ownership: "ObjectWriter" }] },
      "review: lets access lists count",
    ],
    [
      "aws_security_group_rule",
      { type: "ingress", cidr_blocks: ["0.0.0.0/0"], ...ssh },
      "dangerous: opens an edge (0.0.0.0/0), port 22",
    ],
    [
      "aws_security_group",
      { ingress: [{ ...ssh, to_port: 23, cidr_blocks: [], ipv6_cidr_blocks: ["::/0"] }], egress: [all] },
      "dangerous: opens an edge (::/0), ports 22 to 23",
      "review: opens an edge (0.0.0.0/0), every port",
    ],
    ["aws_default_security_group", { ingress: [all] }, "dangerous: opens an edge (0.0.0.0/0), every port"],
    ["aws_iam_access_key", {}, "blocks: is a key that never expires, and its secret stands in the state"],
    ["aws_iam_user", {}, "review: is a user, whose credentials do not expire"],
    ["aws_iam_user_login_profile", {}, "dangerous: lets a user sign in with a password"],
    [
      "aws_lambda_permission",
      { principal: "*", action: "lambda:InvokeFunction" },
      "blocks: may do much from the start",
    ],
    [
      "aws_lambda_permission",
      { principal: "s3.amazonaws.com", action: "lambda:InvokeFunction" },
      "dangerous: may do much from the start",
    ],
    ["aws_lambda_function_url", { authorization_type: "NONE" }, "blocks: can be called by anybody"],
    ["aws_api_gateway_method", { authorization: "NONE" }, "dangerous: does not ask callers who they are"],
    ["aws_apigatewayv2_route", { authorization_type: null }, "dangerous: does not ask callers who they are"],
    ...[
      ...["aws_sqs_queue", "aws_sqs_queue_policy", "aws_sns_topic_policy", "aws_kms_key_policy"],
      ...["aws_secretsmanager_secret", "aws_secretsmanager_secret_policy", "aws_ecr_repository_policy"],
      ...["aws_s3_bucket", "aws_efs_file_system_policy", "aws_api_gateway_rest_api", "aws_dynamodb_resource_policy"],
    ].map((type): [string, Values, string] => [type, { policy: toAnybody }, "blocks: may do much from the start"]),
    ["aws_opensearch_domain", { access_policies: toAnybody }, "blocks: may do much from the start"],
    ["aws_iam_role_policy", { policy: everything }, "blocks: may do much from the start"],
    ["aws_iam_role", { inline_policy: [{ name: "all", policy: everything }] }, "blocks: may do much from the start"],
    ["aws_iam_role", { managed_policy_arns: [admin] }, "blocks: is given another policy"],
    ["aws_iam_policy_attachment", { policy_arn: admin, users: ["x"] }, "blocks: is given another policy"],
    ["aws_ssoadmin_managed_policy_attachment", { managed_policy_arn: admin }, "blocks: is given another policy"],
    ["aws_db_instance", { publicly_accessible: true }, "blocks: can be reached from the internet"],
    ["aws_db_instance", { storage_encrypted: null }, "blocks: is not encrypted"],
    [
      "aws_db_instance",
      { deletion_protection: false, backup_retention_period: 0 },
      "review: has no deletion protection",
      "dangerous: makes no backups",
    ],
    ["aws_db_parameter_group", force("0"), "blocks: lets clients connect to the database without TLS"],
    ["aws_db_proxy", { require_tls: null }, "blocks: lets clients connect to the proxy without TLS"],
    ["aws_docdb_cluster", { storage_encrypted: null }, "blocks: is not encrypted"],
    ["aws_redshift_cluster", { publicly_accessible: true }, "blocks: can be reached from the internet"],
    ["aws_opensearch_domain", { encrypt_at_rest: [] }, "blocks: is not encrypted"],
    ["aws_opensearch_domain", https(false), "blocks: takes connections without TLS"],
    [
      "aws_elasticache_replication_group",
      { engine: "redis", at_rest_encryption_enabled: "false", transit_encryption_enabled: false },
      "dangerous: is not encrypted",
      "dangerous: takes connections without TLS",
    ],
    ["aws_memorydb_cluster", { tls_enabled: false }, "blocks: takes connections without TLS"],
    ["aws_dynamodb_table", { point_in_time_recovery: [] }, "dangerous: cannot be restored to a moment in the past"],
    [
      "aws_msk_cluster",
      { encryption_info: [{ encryption_in_transit: [{ client_broker: "PLAINTEXT" }] }] },
      "blocks: takes connections without TLS",
    ],
    ["aws_kinesis_stream", { encryption_type: "NONE" }, "dangerous: is not encrypted"],
    ["aws_sqs_queue", { sqs_managed_sse_enabled: false }, "dangerous: is not encrypted"],
    ["aws_sns_topic", { kms_master_key_id: null }, "review: is not encrypted"],
    ["aws_cognito_user_pool", { deletion_protection: "INACTIVE" }, "review: has no deletion protection"],
    ["aws_ebs_volume", { encrypted: false }, "dangerous: asks for no encryption"],
    ["aws_instance", { metadata_options: [{ http_tokens: "optional" }] }, "dangerous: answers IMDSv1"],
    ["aws_efs_file_system", { encrypted: false }, "blocks: is not encrypted"],
    ["aws_ami_launch_permission", { group: "all" }, "blocks: shows the image to everybody"],
    ["aws_db_snapshot", { shared_accounts: ["all"] }, "blocks: shows the snapshot to everybody"],
    ["aws_lb_listener", forward, "blocks: answers without TLS"],
    ["aws_lb_listener", { protocol: "HTTPS", ssl_policy: "ELBSecurityPolicy-2016-08" }, "dangerous: accepts old TLS"],
    [
      "aws_cloudfront_distribution",
      { default_cache_behavior: [{ viewer_protocol_policy: "allow-all" }] },
      "blocks: answers without TLS",
    ],
    ["aws_kms_key", { enable_key_rotation: false }, "review: is never rotated"],
    ["aws_cloudtrail", { enable_logging: false }, "blocks: writes no audit trail"],
    ["aws_ecs_task_definition", { volume: [volume] }, "dangerous: mounts files without TLS"],
    [
      "aws_ecs_task_definition",
      { container_definitions: JSON.stringify([{ name: "agent", privileged: true }]) },
      "dangerous: lets a container do more on its host",
    ],
  ])("%s: %j", (type, after, ...expected) => {
    expect(of(type, after)).toEqual(expected);
  });

  test.each<[string, Values]>([
    ["aws_s3_bucket_acl", { acl: "private" }],
    ["aws_s3_bucket_acl", { acl: "log-delivery-write" }],
    ["aws_security_group", { ingress: [], egress: [] }],
    ["aws_security_group", { ingress: [{ ...ssh, cidr_blocks: [], security_groups: ["sg-1"], self: true }] }],
    ["aws_sqs_queue_policy", { policy: toOwnService }],
    [
      "aws_lambda_permission",
      { principal: "s3.amazonaws.com", action: "lambda:InvokeFunction", source_account: "111122223333" },
    ],
    ["aws_api_gateway_method", { authorization: "NONE", http_method: "OPTIONS" }],
    ["aws_iam_role", { inline_policy: [], managed_policy_arns: [] }],
    ["aws_db_instance", { storage_encrypted: null, backup_retention_period: 0, replicate_source_db: "other" }],
    ["aws_db_instance", { storage_encrypted: true, deletion_protection: true, publicly_accessible: null }],
    ["aws_db_parameter_group", force("1")],
    ["aws_db_parameter_group", { parameter: [{ name: "log_statement", value: "0" }] }],
    ["aws_redshift_cluster", { encrypted: null }],
    ["aws_elasticache_replication_group", { engine: "valkey", transit_encryption_enabled: null }],
    ["aws_sqs_queue", { sqs_managed_sse_enabled: false, kms_master_key_id: "key" }],
    ["aws_instance", { metadata_options: [{ http_endpoint: "disabled", http_tokens: "optional" }] }],
    ["aws_lb_listener", { protocol: "HTTP", default_action: [{ type: "redirect" }], ssl_policy: "" }],
    ["aws_lb_listener", { protocol: "TLS", ssl_policy: "ELBSecurityPolicy-TLS13-1-2-2021-06" }],
    ["aws_kms_key", { enable_key_rotation: false, customer_master_key_spec: "RSA_2048" }],
    ["aws_ecs_task_definition", { volume: [{ name: "scratch", efs_volume_configuration: [] }] }],
    ["aws_db_instance", {}],
  ])("and nothing is said of %s: %j", (type, after) => {
    expect(of(type, after)).toEqual(["routine: is created"]);
  });
});

describe("what only AWS decides", () => {
  const address = "aws_ebs_volume.data";
  const row: Row = { ...created(address), after_unknown: { encrypted: true } };
  const configured = (expressions: Values): string[] | undefined => {
    const configuration = { root_module: { resources: [{ address, expressions }] } };
    return said(review(readPlan(planJson([row], { configuration }))))[address];
  };

  test("is unsafe where AWS's default is, since nothing sets it", () => {
    expect(configured({ size: { constant_value: 1 } })).toEqual(["dangerous: asks for no encryption"]);
  });

  test("is not judged where the configuration sets it to what only an apply knows", () => {
    expect(configured({ encrypted: { references: ["var.encrypted"] } })).toEqual(["routine: is created"]);
  });

  test("of a block counts like one attribute", () => {
    const instance: Row = { ...created("aws_instance.x"), after_unknown: { metadata_options: true } };
    const resources = [{ address: "aws_instance.x", expressions: { ami: { constant_value: "ami-1" } } }];
    const plan = planJson([instance], { configuration: { root_module: { resources } } });
    expect(said(review(readPlan(plan)))["aws_instance.x"]).toEqual(["dangerous: answers IMDSv1"]);
  });
});

describe("becomes unsafe in the same words of the same table", () => {
  test("where it was safe", () => {
    const [before, after] = [{ authorization_type: "AWS_IAM" }, { authorization_type: "NONE" }];
    expect(said(reviewed([updated("aws_lambda_function_url.x", before, after)]))).toEqual({
      "aws_lambda_function_url.x": ["blocks: can be called by anybody"],
    });
  });

  test("several settings of one kind are one finding", () => {
    const address = "aws_s3_bucket_public_access_block.x";
    const [safe, open] = [true, false].map((on) => ({ block_public_acls: on, block_public_policy: on }));
    const [judged] = reviewed([updated(address, safe ?? {}, open ?? {})]).judged;
    expect(judged?.findings.map(({ title, changes }) => [title, changes])).toEqual([
      ["lets the bucket become public", ["block_public_acls: true → false", "block_public_policy: true → false"]],
    ]);
  });
});

describe("a guard that goes alone", () => {
  const guard = destroyed("aws_s3_bucket_public_access_block.shield", { bucket: "shop-uploads" });

  test("blocks, wherever its bucket stands in the configuration", () => {
    expect(said(reviewed([guard]))).toEqual({ [guard.address]: ["blocks: takes a protection away"] });
    const other = destroyed("aws_s3_bucket.uploads", { id: "shop-logs" });
    expect(said(reviewed([guard, other]))[guard.address]).toEqual(["blocks: takes a protection away"]);
  });

  test("does not where its bucket goes too", () => {
    const bucket = destroyed("aws_s3_bucket.uploads", { id: "shop-uploads" });
    expect(said(reviewed([guard, bucket]))[guard.address]).toEqual(["review: is destroyed"]);
  });

  test("of the account always does", () => {
    const address = "aws_s3_account_public_access_block.x";
    expect(said(reviewed([destroyed(address)]))).toEqual({ [address]: ["blocks: takes a protection away"] });
  });
});

test.each([
  ["aws_opensearch_domain", "blocks"],
  ["aws_docdb_cluster", "blocks"],
  ["aws_memorydb_cluster", "blocks"],
  ["aws_elasticache_cluster", "dangerous"],
  ["aws_ebs_volume", "blocks"],
  ["aws_ebs_snapshot", "blocks"],
  ["aws_cognito_user_pool", "blocks"],
  ["aws_kinesis_stream", "dangerous"],
  ["aws_msk_cluster", "blocks"],
  ["aws_neptune_cluster", "blocks"],
  ["aws_redshift_cluster", "blocks"],
  ["aws_fsx_windows_file_system", "blocks"],
  ["aws_cloudhsm_v2_cluster", "blocks"],
])("the loss of %s is %s", (type, level) => {
  expect(said(reviewed([destroyed(`${type}.x`)]))).toEqual({
    [`${type}.x`]: [`${level}: destroys a stateful resource`],
  });
});

describe("the tables", () => {
  const bindings = (type: string): string => {
    const folder = type.replace(/^aws_/, "").replaceAll("_", "-");
    return readFileSync(require.resolve(`@cdktf/provider-aws/lib/${folder}/index.js`), "utf8");
  };

  test("name types and attributes that the provider has", () => {
    const named = [
      ...knownTypes.flatMap((type) =>
        (factsOf(type).protections ?? []).map(({ attribute }) => [type, attribute] as const),
      ),
      ...Object.entries(policies).flatMap(([type, places]) =>
        places.flatMap(({ attributes }) => attributes.map((attribute) => [type, attribute] as const)),
      ),
      ...knownTypes.filter((type) => factsOf(type).stored).map((type) => [type, ""] as const),
    ];
    const wrong = named.filter(([type, attribute]) => {
      const text = bindings(type);
      return !attribute.split(".").every((part) => part === "" || new RegExp(`\\b${part}: `).test(text));
    });
    expect(wrong).toEqual([]);
  });
});
