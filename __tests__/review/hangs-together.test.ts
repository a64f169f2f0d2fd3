import { readFileSync } from "node:fs";

import { describe, expect, test } from "@jest/globals";

import { readPlan } from "../../src/review/plan";
import { review } from "../../src/review/review";
import { uses } from "../../src/review/users";
import { created, destroyed, planJson, reviewed, type Row, said, updated } from "./plans";

/* What one change does to other parts, which Terraform does not say. */

type Values = Readonly<Record<string, unknown>>;

const unchanged = (address: string, values: Values): Row => ({
  ...{ address, actions: ["no-op"] },
  before: values,
  after: values,
});
const replaced = (address: string, before: Values, after: Values, order = ["create", "delete"]): Row => ({
  ...{ address, actions: order, before, after },
});
const findingsOf = (rows: readonly Row[], address: string): [string, readonly string[]][] =>
  (reviewed(rows).judged.find(({ change }) => change.address === address)?.findings ?? []).map(
    ({ level, title, changes }) => [`${level}: ${title}`, changes],
  );

describe("a revision that runs needs", () => {
  const definition = "aws_ecs_task_definition.services_api_task-definition_2FFD5712";
  const part = "services.api › task-definition: no task of it starts any more";
  const needs = "dangerous: is destroyed while the running revision still needs it";
  const names = "blocks: is destroyed while another resource still refers to it";
  const containers = (container: Values): Values => ({
    container_definitions: JSON.stringify([{ name: "api", ...container }]),
  });
  const reading = (...valueFrom: string[]): Values =>
    containers({ secrets: valueFrom.map((from, index) => ({ name: `S${index}`, valueFrom: from })) });
  const secret = "arn:aws:secretsmanager:us-east-1:111122223333:secret:shop/api-AbCdEf";
  const volume = { efs_volume_configuration: [{ file_system_id: "fs-1", authorization_config: [] }] };

  const cases: [string, Row, Values][] = [
    ["a secret", destroyed("aws_secretsmanager_secret.x", { arn: secret }), reading(`${secret}:TOKEN::`)],
    [
      "a secret that is made anew",
      replaced("aws_secretsmanager_secret.x", { arn: secret }, {}, ["delete", "create"]),
      reading(secret),
    ],
    ["a parameter", destroyed("aws_ssm_parameter.x", { arn: "arn:p", name: "/shop/flags" }), reading("/shop/flags")],
    [
      "a log group",
      destroyed("aws_cloudwatch_log_group.x", { name: "/shop/api" }),
      containers({ logConfiguration: { logDriver: "awslogs", options: { "awslogs-group": "/shop/api" } } }),
    ],
    [
      "its images",
      destroyed("aws_ecr_repository.x", { repository_url: "1.dkr.ecr.us-east-1.amazonaws.com/api" }),
      containers({ image: "1.dkr.ecr.us-east-1.amazonaws.com/api:1.2.3" }),
    ],
    ["its role", destroyed("aws_iam_role.x", { arn: "arn:role" }), { ...containers({}), task_role_arn: "arn:role" }],
    ["a file system", destroyed("aws_efs_file_system.x", { id: "fs-1" }), { ...containers({}), volume: [volume] }],
  ];

  test.each(cases)("%s, to be rolled back to", (_, gone, before) => {
    const rows = [gone, replaced(definition, before, containers({ image: "other" }))];
    expect(findingsOf(rows, gone.address)).toContainEqual([needs, [part]]);
  });

  test.each(cases)("%s, where it stays as it is", (_, gone, values) => {
    expect(findingsOf([gone, unchanged(definition, values)], gone.address)).toContainEqual([names, [part]]);
  });

  test.each(cases)("not %s, where it goes too", (_, gone, values) => {
    const titles = findingsOf([gone, destroyed(definition, values)], gone.address).map(([title]) => title);
    expect(titles).not.toContain(needs);
    expect(titles).not.toContain(names);
  });

  test("not another secret, whose name begins alike", () => {
    const gone = destroyed("aws_secretsmanager_secret.x", { arn: "arn:secret:api" });
    const rows = [gone, replaced(definition, reading("arn:secret:api-operator"), reading())];
    expect(said(reviewed(rows))[gone.address]).toEqual(["blocks: destroys a stateful resource"]);
  });

  test("not a log group that is there again under its name", () => {
    const group = { name: "/shop/api" };
    const gone = replaced("aws_cloudwatch_log_group.x", group, group, ["delete", "create"]);
    const writing = containers({ logConfiguration: { options: { "awslogs-group": "/shop/api" } } });
    expect(findingsOf([gone, unchanged(definition, writing)], gone.address).map(([title]) => title)).toEqual([
      "dangerous: replaces a stateful resource",
    ]);
  });

  describe("a key of a secret's value", () => {
    const version = "aws_secretsmanager_secret_version.x";
    const value = (...keys: string[]): Values => ({
      secret_id: secret,
      secret_string: JSON.stringify(Object.fromEntries(keys.map((key) => [key, `hidden value of ${key}`]))),
    });
    const sensitive = { before_sensitive: { secret_string: true }, after_sensitive: { secret_string: true } };
    const change: Row = { ...updated(version, value("TOKEN", "OLD"), value("TOKEN")), ...sensitive };

    test("to be rolled back to, and its value is not shown", () => {
      const rows = [change, replaced(definition, reading(`${secret}:OLD::`), reading(`${secret}:TOKEN::`))];
      expect(findingsOf(rows, version)).toContainEqual([needs, [part]]);
      expect(JSON.stringify(reviewed(rows).judged)).not.toContain("hidden value");
    });

    test("which the new one needs too", () => {
      const rows = [change, replaced(definition, reading(), reading(`${secret}:OLD::`))];
      expect(findingsOf(rows, version)).toContainEqual([names, [part]]);
    });

    test("and no key that stays", () => {
      const rows = [change, replaced(definition, reading(`${secret}:TOKEN::`), reading())];
      expect(findingsOf(rows, version).map(([title]) => title)).toEqual(["review: changes"]);
    });
  });
});

describe("a service that CodeDeploy deploys keeps its network", () => {
  const service = "aws_ecs_service.services_api_service_2FFD5712";
  const network = (...subnets: string[]): Values => ({
    network_configuration: [{ subnets, security_groups: ["sg-1"] }],
  });
  const by = (type: string): Values => ({ deployment_controller: [{ type }] });
  const subnet = destroyed("aws_subnet.network_zone-c_private-subnet_2FFD5712", { id: "subnet-c" });
  const leaving = (controller: string): Row =>
    updated(
      service,
      { ...by(controller), ...network("subnet-a", "subnet-c") },
      { ...by(controller), ...network("subnet-a") },
    );
  const refusal = "blocks: is destroyed while another resource still refers to it";

  test("so a zone does not go while its tasks are there", () => {
    expect(findingsOf([subnet, leaving("CODE_DEPLOY")], subnet.address)).toContainEqual([
      refusal,
      ["services.api › service: AWS refuses to delete a subnet that is in use, and the deploy fails after minutes"],
    ]);
  });

  test("and neither does its security group", () => {
    const group = replaced("aws_security_group.x", { id: "sg-1" }, {});
    const titles = findingsOf([group, leaving("CODE_DEPLOY")], group.address).map(([title]) => title);
    expect(titles).toContain(refusal);
  });

  test("while another service leaves the zone", () => {
    expect(said(reviewed([subnet, leaving("ECS")]))[subnet.address]).toEqual(["dangerous: is destroyed"]);
  });
});

describe("what else goes while it is needed", () => {
  const names = "is destroyed while another resource still refers to it";

  test.each<[string, Row, Row, string]>([
    [
      "a group that a rule elsewhere names",
      destroyed("aws_security_group.x", { id: "sg-1" }),
      unchanged("aws_vpc_security_group_ingress_rule.y", { referenced_security_group_id: "sg-1" }),
      "blocks",
    ],
    [
      "a certificate that a listener shows",
      destroyed("aws_acm_certificate.x", { arn: "arn:c" }),
      unchanged("aws_lb_listener.y", { certificate_arn: "arn:c" }),
      "blocks",
    ],
    [
      "a target group to which a rule forwards",
      destroyed("aws_lb_target_group.x", { arn: "arn:t" }),
      unchanged("aws_lb_listener_rule.y", { action: [{ forward: [{ target_group: [{ arn: "arn:t" }] }] }] }),
      "blocks",
    ],
    [
      "a topic that an alarm tells",
      destroyed("aws_sns_topic.x", { arn: "arn:s" }),
      unchanged("aws_cloudwatch_metric_alarm.y", { alarm_actions: ["arn:s"] }),
      "dangerous",
    ],
    [
      "a key that encrypts a database",
      destroyed("aws_kms_key.x", { arn: "arn:k", key_id: "k" }),
      unchanged("aws_db_instance.y", { kms_key_id: "arn:k" }),
      "blocks",
    ],
    [
      "a service that is scaled",
      replaced("aws_ecs_service.x", { id: "arn:aws:ecs:us-east-1:1:service/shop/api" }, {}, ["delete", "create"]),
      unchanged("aws_appautoscaling_target.y", { resource_id: "service/shop/api" }),
      "dangerous",
    ],
  ])("%s", (_, gone, user, level) => {
    expect(findingsOf([gone, user], gone.address).map(([title]) => title)).toContain(`${level}: ${names}`);
  });

  test("a key, of what it encrypted before another one took its place", () => {
    const gone = destroyed("aws_kms_key.x", { arn: "arn:k" });
    const logs = updated("aws_cloudwatch_log_group.api", { kms_key_id: "arn:k" }, { kms_key_id: "arn:l" });
    const value = updated("aws_secretsmanager_secret.api", { kms_key_id: "arn:k" }, { kms_key_id: "arn:l" });
    expect(findingsOf([gone, logs, value], gone.address)).toContainEqual([
      "blocks: is destroyed while it is needed to decrypt what it encrypted",
      ["api: what the key encrypted cannot be read any more"],
    ]);
  });

  test("no service whose scaling is made anew with it", () => {
    const service = { id: "arn:aws:ecs:us-east-1:1:service/shop/api" };
    const gone = replaced("aws_ecs_service.x", service, {}, ["delete", "create"]);
    const target = { resource_id: "service/shop/api" };
    const rows = [gone, replaced("aws_appautoscaling_target.y", target, target, ["delete", "create"])];
    expect(said(reviewed(rows))[gone.address]).toEqual(["dangerous: is destroyed before the new one exists"]);
  });

  test("nothing of what only leaves the state", () => {
    const rows: Row[] = [
      { address: "aws_kms_key.x", actions: ["forget"], before: { arn: "arn:k" } },
      unchanged("aws_db_instance.y", { kms_key_id: "arn:k" }),
    ];
    expect(said(reviewed(rows))["aws_kms_key.x"]).toEqual(["review: is no longer managed, and stays in AWS"]);
  });
});

describe("a security group that is made anew", () => {
  const group = replaced("aws_security_group.database_security-group_2FFD5712", { id: "sg-1" }, {});
  const rule = (order: readonly string[], security_group_id = "sg-1"): Row => {
    const edge = { description: "api to database", ip_protocol: "tcp", from_port: 5432, to_port: 5432 };
    const before = { ...edge, security_group_id, referenced_security_group_id: "sg-2" };
    return { address: "aws_vpc_security_group_ingress_rule.x", actions: order, before, after: edge };
  };

  test("leaves its members without the rules that go first", () => {
    expect(findingsOf([group, rule(["delete", "create"])], group.address)).toEqual([
      ["dangerous: loses its rules before its members leave it", ["- api to database, port 5432"]],
    ]);
  });

  test.each<[string, Row]>([
    ["are there before the old ones go", rule(["create", "delete"])],
    ["belong to another group", rule(["delete", "create"], "sg-3")],
  ])("does not where the rules %s", (_, other) => {
    expect(said(reviewed([group, other]))[group.address]).toEqual(["review: is replaced, the new one first"]);
  });
});

test("every way in which something is needed names types and attributes that the provider has", () => {
  const bindings = (type: string): string => {
    const folder = type.replace(/^aws_/, "").replaceAll("_", "-");
    return readFileSync(require.resolve(`@cdktf/provider-aws/lib/${folder}/index.js`), "utf8");
  };
  const named = uses.flatMap(({ by: [type, attribute], of, named: names }) => [
    [type, attribute.replace(/^container_definitions\..*/, "container_definitions")] as const,
    ...names.map((name) => [of, name] as const),
  ]);
  const wrong = named.filter(([type, attribute]) => {
    const text = bindings(type);
    return !attribute
      .split(".")
      .every((part) => part === "id" || text.includes(`${part}: `) || text.includes(`'${part}'`));
  });
  expect(wrong).toEqual([]);
});

test("what is created needs nothing that goes", () => {
  const gone = destroyed("aws_iam_role.x", { arn: "arn:role" });
  const row = created("aws_ecs_task_definition.y", { task_role_arn: "arn:role" });
  expect(said(review(readPlan(planJson([gone, row]))))[gone.address]).toEqual(["review: is destroyed"]);
});
