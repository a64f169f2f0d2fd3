import { expect, test } from "@jest/globals";

import { type Attributes, type ExportedResource } from "../../src/adoption/exported-resource";
import { knownAs } from "../../src/adoption/type-aliases";
import { match, type Outcome } from "../../src/adoption/match";
import { remainder } from "../../src/adoption/remainder";
import type { Stack } from "../../src/adoption/stack";
import { blocksAt } from "../support/blocks";

const region = "us-east-1";

function stackOf(bodies: Readonly<Record<string, Attributes>>, data: Readonly<Record<string, Attributes>> = {}): Stack {
  return { account: "111122223333", region, resources: blocksAt(bodies), data: new Map(Object.entries(data)) };
}

function found(type: string, label: string, attributes: Attributes): ExportedResource {
  return { label, foreignType: type, ...knownAs(type, { id: label, ...attributes }) };
}

/** What each address is imported from, or what else becomes of it. */
function said(outcomes: readonly Outcome[]): Record<string, string> {
  return Object.fromEntries(
    outcomes.map((outcome) => {
      if (outcome.kind === "import") return [outcome.address, outcome.id];
      if (outcome.kind === "ambiguous")
        return [
          outcome.address,
          `ambiguous: ${outcome.candidates
            .map(({ label }) => label)
            .sort()
            .join(", ")}`,
        ];
      return [outcome.address, "why" in outcome ? `${outcome.kind}: ${outcome.why}` : outcome.kind];
    }),
  );
}

test("a key has no name, and is the one that its alias points to", () => {
  const stack = stackOf({
    "aws_kms_alias.rds": { name: "alias/rds", target_key_id: "${aws_kms_key.rds.key_id}" },
    "aws_kms_key.rds": { description: "For databases" },
  });
  const keys = ["one", "other"].map((id) => found("aws_kms_key", id, { key_id: id, description: "For databases" }));
  const alias = found("aws_kms_alias", "a", { name: "alias/rds", target_key_id: "other" });
  expect(said(match(stack, [...keys, alias]))).toEqual({
    "aws_kms_alias.rds": "alias/rds",
    "aws_kms_key.rds": "other",
  });
});

test("two that disagree on what they refer to tell nothing", () => {
  const stack = stackOf({
    "aws_secretsmanager_secret.a": { name: "a", kms_key_id: "${aws_kms_key.key.arn}" },
    "aws_secretsmanager_secret.b": { name: "b", kms_key_id: "${aws_kms_key.key.arn}" },
    "aws_kms_key.key": {},
  });
  const keys = ["one", "other"].map((id) => found("aws_kms_key", id, { key_id: id, arn: `arn:${id}` }));
  const secrets = [
    found("aws_secretsmanager_secret", "a", { name: "a", kms_key_id: "arn:one" }),
    found("aws_secretsmanager_secret", "b", { name: "b", kms_key_id: "arn:other" }),
  ];
  expect(said(match(stack, [...keys, ...secrets]))["aws_kms_key.key"]).toBe(
    "new: what it is recognized by is not known: key_id",
  );
});

test("security groups of one name in two networks are told apart by what the data source read", () => {
  const body = { "aws_security_group.web": { name: "web", vpc_id: "${data.aws_vpc.network.id}" } };
  const groups = [
    found("aws_security_group", "sg-1", { name: "web", vpc_id: "vpc-1" }),
    found("aws_security_group", "sg-2", { name: "web", vpc_id: "vpc-2" }),
  ];
  expect(said(match(stackOf(body), groups))).toEqual({ "aws_security_group.web": "ambiguous: sg-1, sg-2" });
  expect(said(match(stackOf(body, { "data.aws_vpc.network": { id: "vpc-2" } }), groups))).toEqual({
    "aws_security_group.web": "sg-2",
  });
});

test("what fits two resources of the stack is taken for neither", () => {
  const stack = stackOf({ "aws_lb.a": { name: "ecs" }, "aws_lb.b": { name: "ecs" } });
  const load = found("aws_lb", "arn:lb", { name: "ecs" });
  const outcomes = match(stack, [load]);
  expect(said(outcomes)).toEqual({ "aws_lb.a": "ambiguous: arn:lb", "aws_lb.b": "ambiguous: arn:lb" });
  expect(remainder(stack, [load], outcomes)).toEqual([{ found: load, why: "it may be aws_lb.a or aws_lb.b" }]);
});

test("listener rules are recognized by their conditions, whatever their priority, and else by that", () => {
  const condition = (host: string): Attributes => ({ condition: [{ host_header: [{ values: [host] }] }] });
  const stack = stackOf({
    "aws_lb_listener_rule.api": { listener_arn: "arn:l", priority: 100, ...condition("api.shop.com") },
    "aws_lb_listener_rule.web": { listener_arn: "arn:l", priority: 200, ...condition("www.shop.com") },
  });
  const rules = [
    found("aws_lb_listener_rule", "arn:api", { listener_arn: "arn:l", priority: 1, ...condition("api.shop.com") }),
    found("aws_lb_listener_rule", "arn:web", { listener_arn: "arn:l", priority: 200, ...condition("old.shop.com") }),
  ];
  expect(said(match(stack, rules))).toEqual({
    "aws_lb_listener_rule.api": "arn:api",
    "aws_lb_listener_rule.web": "arn:web",
  });
});

test("a rule of the older type is taken over where it is a single one in AWS", () => {
  const body = { security_group_id: "sg-1", ip_protocol: "tcp", from_port: 443, to_port: 443, cidr_ipv4: "10.0.0.0/8" };
  const stack = stackOf({ "aws_vpc_security_group_ingress_rule.https": body });
  const old = {
    type: "ingress",
    security_group_id: "sg-1",
    protocol: "tcp",
    from_port: 443,
    to_port: 443,
    self: false,
  };
  const single = found("aws_security_group_rule", "one", {
    ...old,
    cidr_blocks: ["10.0.0.0/8"],
    security_group_rule_id: "sgr-1",
  });
  expect(said(match(stack, [single]))).toEqual({ "aws_vpc_security_group_ingress_rule.https": "sgr-1" });
  const many = found("aws_security_group_rule", "one", { ...old, cidr_blocks: ["10.0.0.0/8", "172.16.0.0/12"] });
  expect(remainder(stack, [many], match(stack, [many]))[0]?.why).toBe(
    "the export does not say the id that an import needs",
  );
});

test("one for each key is imported with the key that it has", () => {
  const body = {
    file_system_id: "fs-1",
    subnet_id: "${each.value}",
    for_each: "${toset(data.aws_subnets.private.ids)}",
  };
  const targets = ["a", "b"].map((zone) =>
    found("aws_efs_mount_target", `fsmt-${zone}`, { file_system_id: "fs-1", subnet_id: `subnet-${zone}` }),
  );
  const outcomes = match(
    stackOf({ "aws_efs_mount_target.each": body }),
    targets,
    new Set(['aws_efs_mount_target.each["subnet-b"]']),
  );
  expect(said(outcomes)).toEqual({
    'aws_efs_mount_target.each["subnet-a"]': "fsmt-a",
    'aws_efs_mount_target.each["subnet-b"]': "managed",
  });
});

test("names of records are compared as DNS reads them", () => {
  const stack = stackOf({ "aws_route53_record.all": { name: "*.Shop.com", type: "A", zone_id: "Z1" } });
  const record = found("aws_route53_record", "Z1_x_A", {
    name: "\\052",
    fqdn: "\\052.shop.com.",
    type: "A",
    zone_id: "Z1",
  });
  expect(said(match(stack, [record]))).toEqual({ "aws_route53_record.all": "Z1_x_A" });
});

test("what the export has twice, or elsewhere, or nobody knows is left with a reason", () => {
  const stack = stackOf({ "aws_lb.ecs": { name: "ecs" }, "aws_iam_role.r": { name: "r" } });
  const arn = (account: string, place: string): Attributes => ({
    arn: `arn:aws:elasticloadbalancing:${place}:${account}:lb/ecs`,
    name: "ecs",
  });
  const all = [
    found("aws_lb", "arn:1", arn("111122223333", region)),
    { ...found("aws_lb", "arn:1", arn("111122223333", region)), label: "copy" },
    found("aws_lb", "arn:2", arn("444455556666", region)),
    found("aws_lb", "arn:3", arn("111122223333", "eu-west-1")),
    found("aws_ecs_task_definition", "task", {}),
    found("aws_iam_role", "other", { name: "other" }),
    found("aws_vpc", "vpc-1", { cidr_block: "10.0.0.0/16" }),
    { label: "f", foreignType: "aws:lambda/function:Function", type: undefined, attributes: {} },
  ];
  const outcomes = match(stack, all);
  expect(Object.fromEntries(remainder(stack, all, outcomes).map(({ found: { label }, why }) => [label, why]))).toEqual({
    copy: "the export has it twice",
    "arn:2": "it is in account 444455556666",
    "arn:3": "it is in eu-west-1",
    task: "what is of this type is not imported: see what is created",
    other: "no aws_iam_role of the stack is the same",
    "vpc-1": "the stack has no aws_vpc",
    f: "no stack here has this type",
  });
});

test("names that every object has are names like any other", () => {
  const stack = stackOf({
    "aws_iam_role.constructor": { name: "${aws_iam_role.__proto__.name}" },
    "aws_iam_role.__proto__": { name: "toString" },
  });
  const role = found("aws_iam_role", "toString", { name: "toString" });
  expect(Object.values(said(match(stack, [role])))).toEqual(["ambiguous: toString", "ambiguous: toString"]);
});

test("a proxy makes its target group known, and that its target; who hears of alarms is known by the topic", () => {
  const stack = stackOf({
    "aws_db_proxy.p": { name: "shop" },
    "aws_db_proxy_default_target_group.g": { db_proxy_name: "${aws_db_proxy.p.name}" },
    "aws_db_proxy_target.t": {
      db_proxy_name: "${aws_db_proxy.p.name}",
      target_group_name: "${aws_db_proxy_default_target_group.g.name}",
      db_instance_identifier: "shop-db",
    },
    "aws_sns_topic.a": { name: "shop-alarms" },
    "aws_sns_topic_subscription.s": {
      topic_arn: "${aws_sns_topic.a.arn}",
      protocol: "email",
      endpoint: "oncall@example.com",
    },
  });
  const ofProxy = { db_proxy_name: "shop", target_group_name: "default" };
  const subscriptions = ["oncall", "other"].map((who) =>
    found("aws_sns_topic_subscription", `arn:topic:${who}`, {
      topic_arn: "arn:topic",
      protocol: "email",
      endpoint: `${who}@example.com`,
    }),
  );
  const exported = [
    found("aws_db_proxy", "arn:proxy", { name: "shop" }),
    found("aws_db_proxy_default_target_group", "shop", { db_proxy_name: "shop", name: "default" }),
    found("aws_db_proxy_target", "shop/default/RDS_INSTANCE/shop-db", {
      ...ofProxy,
      db_instance_identifier: "shop-db",
    }),
    found("aws_db_proxy_target", "shop/default/RDS_INSTANCE/other", { ...ofProxy, db_instance_identifier: "other" }),
    found("aws_sns_topic", "arn:topic", { name: "shop-alarms", arn: "arn:topic" }),
    ...subscriptions,
  ];
  expect(said(match(stack, exported))).toEqual({
    "aws_db_proxy.p": "shop",
    "aws_db_proxy_default_target_group.g": "shop",
    "aws_db_proxy_target.t": "shop/default/RDS_INSTANCE/shop-db",
    "aws_sns_topic.a": "arn:topic",
    "aws_sns_topic_subscription.s": "arn:topic:oncall",
  });
});

test("a schedule of auto scaling is left alone, which the provider cannot import", () => {
  const stack = stackOf({ "aws_appautoscaling_scheduled_action.night": { name: "night" } });
  const night = found("aws_appautoscaling_scheduled_action", "night", { name: "night" });
  expect(said(match(stack, [night]))["aws_appautoscaling_scheduled_action.night"]).toMatch(
    /^left-alone: the provider cannot import it: /,
  );
});
