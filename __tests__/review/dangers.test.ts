import { describe, expect, test } from "@jest/globals";

import { readPlan } from "../../src/review/plan";
import { review } from "../../src/review/review";
import { created, destroyed, planJson, reviewed, type Row, said, terraformRow, updated } from "./plans";

/* Changes that look harmless in a plan, each with exactly what is to be said of it. */

type Values = Readonly<Record<string, unknown>>;
const policy = (...Statement: unknown[]): string => JSON.stringify({ Version: "2012-10-17", Statement });
const of = (row: Row): string[] | undefined => said(reviewed([row]))[row.address];
const inOwnAccount = (row: Row): string[] | undefined => {
  const aws = { expressions: { allowed_account_ids: { constant_value: ["111122223333"] } } };
  return said(review(readPlan(planJson([row], { configuration: { provider_config: { aws } } }))))[row.address];
};

describe("a setting that protects gets weaker", () => {
  const tls = (name: string): Values => ({ ssl_policy: `ELBSecurityPolicy-${name}` });
  const viewer = (minimum_protocol_version: string): Values => ({ viewer_certificate: [{ minimum_protocol_version }] });
  const acl = (...rule: Values[]): Values => ({ rule });
  const counting = { name: "known", override_action: [{ count: [{}], none: [] }] };
  const stopping = { name: "known", override_action: [{ count: [], none: [{}] }] };
  const backups = (...rule: Values[]): Values => ({ rule });
  const daily = {
    rule_name: "daily",
    lifecycle: [{ delete_after: 35 }],
    copy_action: [{ destination_vault_arn: "b" }],
  };
  const forceSsl = (...values: string[]): Values => ({
    parameter: [{ name: "log_statement", value: "ddl" }, ...values.map((value) => ({ name: "rds.force_ssl", value }))],
  });
  const images = (countNumber: number): Values => ({
    policy: JSON.stringify({ rules: [{ rulePriority: 1, selection: { countNumber } }] }),
  });
  const sse = (sse_algorithm: string): Values => ({
    rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm }] }],
  });

  test.each<[string, Values, Values, string]>([
    [
      "aws_db_instance",
      { backup_retention_period: 7 },
      { backup_retention_period: 0 },
      "blocks: makes no backups any more",
    ],
    [
      "aws_db_instance",
      { skip_final_snapshot: false },
      { skip_final_snapshot: true },
      "blocks: gives up the final snapshot",
    ],
    [
      "aws_db_instance",
      { publicly_accessible: false },
      { publicly_accessible: true },
      "blocks: makes the database public",
    ],
    [
      "aws_db_instance",
      { enabled_cloudwatch_logs_exports: ["postgresql", "upgrade"] },
      { enabled_cloudwatch_logs_exports: ["postgresql"] },
      "dangerous: writes fewer logs",
    ],
    [
      "aws_db_parameter_group",
      forceSsl("1"),
      forceSsl("0"),
      "blocks: lets clients connect to the database without TLS",
    ],
    ["aws_db_parameter_group", forceSsl("1"), forceSsl(), "blocks: lets clients connect to the database without TLS"],
    [
      "aws_s3_bucket_lifecycle_configuration",
      { rule: [{ id: "old", noncurrent_version_expiration: [{ noncurrent_days: 90 }] }] },
      {
        rule: [
          { id: "new", expiration: [{ days: 1 }] },
          { id: "old", noncurrent_version_expiration: [{ noncurrent_days: 90 }] },
        ],
      },
      "dangerous: keeps objects for a shorter time",
    ],
    [
      "aws_s3_bucket_server_side_encryption_configuration",
      sse("aws:kms"),
      sse("AES256"),
      "dangerous: encrypts new objects with no key of its own",
    ],
    [
      "aws_s3_bucket_versioning",
      { versioning_configuration: [{ status: "Enabled" }] },
      { versioning_configuration: [] },
      "blocks: gives up versions of objects",
    ],
    ["aws_ecr_lifecycle_policy", images(30), images(3), "dangerous: keeps images for a shorter time"],
    [
      "aws_ecr_repository",
      { image_scanning_configuration: [{ scan_on_push: true }] },
      { image_scanning_configuration: [] },
      "dangerous: no longer looks for known holes in images",
    ],
    [
      "aws_backup_plan",
      backups(daily),
      backups({ ...daily, lifecycle: [{ delete_after: 7 }] }),
      "dangerous: keeps recovery points for a shorter time",
    ],
    ["aws_backup_plan", backups(daily), backups({ ...daily, copy_action: [] }), "blocks: gives up copies of backups"],
    [
      "aws_backup_plan",
      backups(daily, { rule_name: "hourly" }),
      backups(daily),
      "blocks: gives up a schedule of backups",
    ],
    [
      "aws_cloudwatch_log_group",
      { retention_in_days: 0 },
      { retention_in_days: 7 },
      "dangerous: keeps logs for a shorter time",
    ],
    ["aws_ssm_parameter", { type: "SecureString" }, { type: "String" }, "blocks: stores its value in clear"],
    [
      "aws_iam_role",
      { permissions_boundary: "arn" },
      { permissions_boundary: "" },
      "dangerous: gives up its permissions boundary",
    ],
    ["aws_lb_listener", tls("TLS13-1-2-2021-06"), tls("2016-08"), "dangerous: accepts weaker TLS"],
    ["aws_lb_listener", tls("TLS13-1-2-2021-06"), tls("TLS13-1-2-Ext1-2021-06"), "dangerous: accepts weaker TLS"],
    [
      "aws_lb_listener",
      { default_action: [{ type: "redirect" }] },
      { default_action: [{ type: "forward" }] },
      "dangerous: answers what it redirected until now",
    ],
    [
      "aws_lb_listener_rule",
      { action: [{ type: "authenticate-oidc" }] },
      { action: [{ type: "forward" }] },
      "blocks: no longer asks users to sign in",
    ],
    ["aws_cloudfront_distribution", viewer("TLSv1.2_2021"), viewer("TLSv1"), "dangerous: accepts weaker TLS"],
    ["aws_cloudfront_distribution", { web_acl_id: "arn" }, { web_acl_id: "" }, "blocks: gives up its web ACL"],
    ["aws_wafv2_web_acl", acl(stopping), acl(counting), "dangerous: only counts what it stopped"],
    ["aws_wafv2_web_acl", acl(stopping, { name: "rate" }), acl(stopping), "dangerous: drops a rule of the web ACL"],
    ["aws_ecs_service", { desired_count: 2 }, { desired_count: 0 }, "dangerous: runs no task any more"],
    ["aws_appautoscaling_target", { min_capacity: 2 }, { min_capacity: 0 }, "dangerous: may run no task at all"],
    [
      "aws_ecs_service",
      { network_configuration: [{ assign_public_ip: false }] },
      { network_configuration: [{ assign_public_ip: true }] },
      "dangerous: gives its tasks public addresses",
    ],
    [
      "aws_cloudwatch_metric_alarm",
      { actions_enabled: true },
      { actions_enabled: false },
      "dangerous: no longer sends notifications",
    ],
    [
      "aws_cloudwatch_metric_alarm",
      { alarm_actions: ["arn"] },
      { alarm_actions: [] },
      "dangerous: has no actions left",
    ],
    [
      "aws_cloudwatch_metric_alarm",
      { alarm_actions: ["arn"] },
      { alarm_actions: null },
      "dangerous: has no actions left",
    ],
  ])("%s: %j to %j", (type, before, after, expected) => {
    expect(of(updated(`${type}.x`, before, after))?.filter((line) => line !== "review: also changes")).toEqual([
      expected,
    ]);
  });

  test.each<[string, Values, Values]>([
    ["aws_cloudwatch_log_group", { retention_in_days: 7 }, { retention_in_days: 0 }],
    ["aws_lb_listener", tls("2016-08"), tls("TLS13-1-2-2021-06")],
    ["aws_lb_listener", tls("TLS13-1-2-2021-06"), tls("TLS13-1-3-2021-06")],
    ["aws_cloudfront_distribution", viewer("TLSv1.2_2018"), viewer("TLSv1.2_2021")],
    ["aws_wafv2_web_acl", acl(stopping), acl(stopping, { ...counting, name: "tried out" })],
    ["aws_ecr_lifecycle_policy", images(3), images(30)],
  ])("%s: %j to %j is only a change", (type, before, after) => {
    expect(of(updated(`${type}.x`, before, after))).toEqual(["review: changes"]);
  });

  test("the lines name the rule that it is about, wherever it stands in its list", () => {
    const [judged] = reviewed([
      updated(
        "aws_db_parameter_group.x",
        { parameter: [{ name: "rds.force_ssl", value: "1" }] },
        {
          parameter: [
            { name: "a", value: "b" },
            { name: "rds.force_ssl", value: "0" },
          ],
        },
      ),
    ]).judged;
    expect(judged?.findings[0]?.changes).toEqual(['parameter.rds.force_ssl.value: "1" → "0"']);
  });

  test("what also changes is not hidden by it", () => {
    const row = updated(
      "aws_db_instance.x",
      { deletion_protection: true, performance_insights_enabled: true, tags: {} },
      { deletion_protection: false, performance_insights_enabled: false, tags: { a: "b" } },
    );
    const [judged] = reviewed([row]).judged;
    expect(judged?.findings.map(({ title, changes }) => [title, changes])).toEqual([
      ["gives up deletion protection", ["deletion_protection: true → false"]],
      ["also changes", ["performance_insights_enabled: true → false"]],
    ]);
  });
});

describe("a guard that goes", () => {
  const plan = destroyed("aws_backup_plan.recovery_plan_2FFD5712");
  const database = "aws_db_instance.database_EBDE4557";

  test("with all of its own part still blocks where what it guards elsewhere stays", () => {
    const rows = [plan, { address: database, actions: ["no-op"] }];
    expect(said(reviewed(rows))[plan.address]).toEqual(["blocks: takes a protection away"]);
  });

  test("with what it guards elsewhere does not block by itself", () => {
    expect(said(reviewed([plan, destroyed(database)]))[plan.address]).toEqual(["review: is destroyed"]);
  });
});

describe("who may do something", () => {
  const role = "aws_iam_role.roles_api-task_89041171";
  const github = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";
  const trust = (Principal: unknown, Condition?: unknown): Row =>
    created(role, {
      assume_role_policy: policy({ Effect: "Allow", Action: "sts:AssumeRole", Principal, Condition }),
    });
  const subject = (...values: string[]): unknown => ({
    StringLike: { "token.actions.githubusercontent.com:sub": values },
  });

  test.each<[string, Row, string]>([
    ["of another account", trust({ AWS: "arn:aws:iam::999999999999:root" }), "dangerous: may do much from the start"],
    ["of another account, by its number", trust({ AWS: "999999999999" }), "dangerous: may do much from the start"],
    ["of GitHub without a subject", trust({ Federated: github }), "blocks: may do much from the start"],
    ["of any repository", trust({ Federated: github }, subject("repo:*")), "blocks: may do much from the start"],
    [
      "of an owner's any repository",
      trust({ Federated: github }, subject("repo:acme/*:*")),
      "blocks: may do much from the start",
    ],
    [
      "of a named repository",
      trust({ Federated: github }, subject("repo:acme/shop:environment:staging")),
      "routine: is created",
    ],
    ["of the own account", trust({ AWS: "arn:aws:iam::111122223333:root" }), "routine: is created"],
    ["of a service", trust({ Service: "ecs-tasks.amazonaws.com" }), "routine: is created"],
  ])("a new role trusts somebody %s", (_, row, expected) => {
    expect(inOwnAccount(row)).toEqual([expected]);
  });

  test("a subject that no longer names its repository blocks", () => {
    const [before, after] = [trust({ Federated: github }, subject("repo:acme/shop:*")), trust({ Federated: github })];
    expect(of(updated(role, before.after ?? {}, after.after ?? {}))).toEqual(["blocks: is allowed more"]);
  });

  const bucket = "aws_s3_bucket_policy.x";
  const read = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::one/*" };
  test.each<[string, unknown, string]>([
    [
      "everybody, over TLS",
      { ...read, Principal: "*", Condition: { Bool: { "aws:SecureTransport": "true" } } },
      "blocks: may do much from the start",
    ],
    [
      "everybody, from anywhere",
      { ...read, Principal: "*", Condition: { IpAddress: { "aws:SourceIp": ["0.0.0.0/0"] } } },
      "blocks: may do much from the start",
    ],
    [
      "everybody who is in an organization, or in none",
      { ...read, Principal: "*", Condition: { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-1" } } },
      "blocks: may do much from the start",
    ],
    [
      "everybody whose accounts, if any, are one's own",
      { ...read, Principal: "*", Condition: { "ForAllValues:StringEquals": { "aws:PrincipalAccount": ["1"] } } },
      "blocks: may do much from the start",
    ],
    [
      "everybody's roles",
      { ...read, Principal: "*", Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/deploy" } } },
      "blocks: may do much from the start",
    ],
    [
      "everybody through one service",
      { ...read, Principal: "*", Condition: { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } } },
      "blocks: may do much from the start",
    ],
    [
      "one role",
      { ...read, Principal: "*", Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/*" } } },
      "routine: is created",
    ],
    [
      "everybody but one",
      { ...read, NotPrincipal: { AWS: "arn:aws:iam::111122223333:user/x" } },
      "blocks: may do much from the start",
    ],
    [
      "everybody from one endpoint",
      { ...read, Principal: "*", Condition: { StringEquals: { "aws:SourceVpce": "vpce-1" } } },
      "routine: is created",
    ],
  ])("a bucket lets in %s", (_, statement, expected) => {
    expect(of(created(bucket, { policy: policy(statement) }))).toEqual([expected]);
  });

  test.each<[string, unknown, string]>([
    [
      "pass on any role",
      { Effect: "Allow", Action: "iam:PassRole", Resource: "*" },
      "dangerous: may do much from the start",
    ],
    [
      "change any role",
      { Effect: "Allow", Action: "iam:*", Resource: "arn:aws:iam::111122223333:role/*" },
      "dangerous: may do much from the start",
    ],
    [
      "pass on one role",
      { Effect: "Allow", Action: "iam:PassRole", Resource: "arn:aws:iam::111122223333:role/api" },
      "routine: is created",
    ],
  ])("a new policy lets somebody %s", (_, statement, expected) => {
    expect(of(created("aws_iam_policy.x", { policy: policy(statement) }))).toEqual([expected]);
  });

  test.each([
    ["AdministratorAccess", "blocks: is given another policy"],
    ["PowerUserAccess", "dangerous: is given another policy"],
    ["AmazonS3FullAccess", "dangerous: is given another policy"],
    ["CloudWatchReadOnlyAccess", "review: is given another policy"],
  ])("a role that is there gets AWS's %s", (name, expected) => {
    const address = "aws_iam_role_policy_attachment.x";
    expect(of(created(address, { policy_arn: `arn:aws:iam::aws:policy/${name}`, role: "api" }))).toEqual([expected]);
  });

  test("the policy of a role that is new too is routine", () => {
    const address = "aws_iam_role_policy_attachment.x";
    const rows = [created("aws_iam_role.x", { name: "api" }), created(address, { role: "api" })];
    expect(said(reviewed(rows))[address]).toEqual(["routine: is created"]);
  });

  test("a denial that gets wider is none that goes", () => {
    const denial = { Effect: "Deny", Principal: "*", Action: ["s3:Put*"], Resource: "*" };
    const row = updated(bucket, { policy: policy(denial) }, { policy: policy({ ...denial, Action: "s3:*" }) });
    expect(of(row)).toEqual(["review: changes"]);
  });

  test("a policy that is sensitive is said to be unreadable, not narrower", () => {
    const row = {
      ...updated(bucket, { policy: policy(read) }, { policy: policy() }),
      after_sensitive: { policy: true },
    };
    expect(of(row)).toEqual(["dangerous: gets a policy that cannot be read"]);
  });
});

describe("the network", () => {
  const ingress = "aws_vpc_security_group_ingress_rule.services_api_service_security-group_x_2FFD5712";

  test("half of the internet is the internet, and every port is said to be so", () => {
    const wide = { cidr_ipv4: "128.0.0.0/1", ip_protocol: "-1", description: "x to api" };
    expect(of(created(ingress, wide))).toEqual(["dangerous: opens x to api (128.0.0.0/1), every port"]);
    expect(of(created(ingress, { cidr_ipv6: "2000::/3", from_port: 22, to_port: 22 }))).toEqual([
      "dangerous: opens an edge (2000::/3), port 22",
    ]);
  });

  test.each(["aws_security_group", "aws_default_security_group"])("rules inside %s count, of both families", (type) => {
    const rule = { cidr_blocks: [], ipv6_cidr_blocks: ["::/0"], protocol: "tcp", from_port: 22, to_port: 22 };
    const open = { ingress: [rule] };
    expect(of(updated(`${type}.x`, { ingress: [] }, open))).toEqual(["dangerous: opens an edge (::/0), port 22"]);
    expect(of(updated(`${type}.x`, { ...open, description: "a" }, { ...open, description: "b" }))).toEqual([
      "routine: follows what it refers to",
    ]);
  });

  test("a host that is a CNAME no longer resolves", () => {
    const row = destroyed("aws_route53_record.x", { name: "www.example.com", type: "CNAME" });
    expect(of(row)).toEqual(['dangerous: "www.example.com" no longer resolves']);
  });

  test.each(["aws_eip", "aws_efs_mount_target", "aws_efs_access_point", "aws_lb_listener_certificate"])(
    "%s that goes is dangerous",
    (type) => {
      expect(of(destroyed(`${type}.x`))).toEqual(["dangerous: is destroyed"]);
    },
  );
});

describe("a container", () => {
  const revision = (before: object, after: object): Row => ({
    address: "aws_ecs_task_definition.services_api_task-definition_2FFD5712",
    actions: ["create", "delete"],
    before: { container_definitions: JSON.stringify([{ name: "api", ...before }]) },
    after: { container_definitions: JSON.stringify([{ name: "api", ...after }]) },
    replace_paths: [["container_definitions"]],
  });

  test("that gets a secret as a plain variable blocks, and shows no value", () => {
    const row = revision(
      { secrets: [{ name: "PASSWORD", valueFrom: "arn" }] },
      { environment: [{ name: "PASSWORD", value: "in-clear-now" }] },
    );
    expect(of(row)).toEqual(["blocks: puts a secret into plain text", "review: a new revision"]);
    expect(JSON.stringify(reviewed([row]).judged[0]?.findings)).not.toContain("in-clear-now");
  });

  test.each([
    [{}, { privileged: true }, "api: privileged: on"],
    [{ user: "1000" }, { user: "0:0" }, "api: user: root, or the image's own"],
    [{ readonlyRootFilesystem: true }, {}, "api: readonlyRootFilesystem: off"],
    [{}, { linuxParameters: { capabilities: { add: ["SYS_ADMIN"] } } }, "api: capability SYS_ADMIN"],
  ])("from %j to %j may do more", (before, after, line) => {
    const [judged] = reviewed([revision(before, after)]).judged;
    expect(judged?.findings[0]).toMatchObject({
      level: "dangerous",
      title: "lets a container do more on its host",
      changes: [line],
    });
  });

  test("whose definition is sensitive is said to be so", () => {
    const row = { ...revision({}, { image: "b" }), after_sensitive: { container_definitions: true } };
    expect(reviewed([row]).judged[0]?.findings[0]?.changes).toEqual(["containers: (sensitive)"]);
  });
});

describe("what a plan says beside its changes", () => {
  const database = "aws_db_instance.database_EBDE4557";

  test("data that somebody deleted in AWS is not created anew as a routine", () => {
    const drift = [terraformRow(destroyed(database))];
    expect(said(review(readPlan(planJson([created(database)], { resource_drift: drift }))))[database]).toEqual([
      "dangerous: is gone in AWS, and is created anew without what it held",
    ]);
  });

  test("what is left over from a replacement is told from what replaced it", () => {
    const plan = planJson([], { resource_changes: [{ ...terraformRow(destroyed(database)), deposed: "1a2b3c4d" }] });
    expect(review(readPlan(plan)).judged[0]?.change.path).toEqual({
      part: "database",
      detail: "left over from a replacement",
    });
  });

  test("another sensitive value is a change, though neither is shown", () => {
    const row: Row = {
      ...updated("aws_db_instance.x", { password: "the old one" }, { password: "the new one" }),
      before_sensitive: { password: true },
      after_sensitive: { password: true },
    };
    const [judged] = reviewed([row]).judged;
    expect(judged?.findings).toMatchObject([
      { level: "review", title: "changes", changes: ["password: (sensitive) → (sensitive)"] },
    ]);
  });

  test("an update without any difference is something to look at", () => {
    expect(of(updated("aws_sns_topic.x", {}, {}))).toEqual(["review: changes in a way that the plan does not show"]);
  });

  test("protection that is lost with a move blocks under the new address", () => {
    const row: Row = { address: "aws_s3_bucket.b", previous_address: "aws_s3_bucket.a", actions: ["no-op"] };
    expect(said(reviewed([row], { unprotected: ["aws_s3_bucket.a"] }))).toEqual({
      "aws_s3_bucket.b": ["blocks: is no longer protected by prevent_destroy"],
    });
  });

  test("of long texts that begin alike the part is shown that differs", () => {
    const start = "x".repeat(500);
    const [judged] = reviewed([updated("aws_sns_topic.x", { text: `${start}old` }, { text: `${start}new` })]).judged;
    expect(judged?.findings[0]?.changes[0]).toMatch(/^text: …x{40}old" → …x{40}new"$/);
  });
});
