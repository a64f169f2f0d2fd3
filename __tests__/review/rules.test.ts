import { describe, expect, test } from "@jest/globals";

import { created, destroyed, reviewed, type Row, said, updated } from "./plans";

const policy = (...statements: unknown[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const read = { Sid: "Read", Effect: "Allow", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::one/*"] };
const replaced = (address: string, path: string, more: Partial<Row> = {}): Row => ({
  address,
  actions: ["delete", "create"],
  before: { [path]: "old" },
  after: { [path]: "new" },
  replace_paths: [[path]],
  ...more,
});

describe("stateful resources", () => {
  test.each([
    ["aws_db_instance", "blocks"],
    ["aws_efs_file_system", "blocks"],
    ["aws_s3_bucket", "blocks"],
    ["aws_secretsmanager_secret", "blocks"],
    ["aws_kms_key", "blocks"],
    ["aws_ecr_repository", "blocks"],
    ["aws_cloudwatch_log_group", "dangerous"],
    ["aws_ssm_parameter", "dangerous"],
  ])("%s that would be destroyed is %s", (type, level) => {
    expect(said(reviewed([destroyed(`${type}.x`)]))).toEqual({
      [`${type}.x`]: [`${level}: destroys a stateful resource`],
    });
  });

  test("replaced says what forces it", () => {
    const [judged] = reviewed([replaced("aws_db_instance.database_EBDE4557", "identifier")]).judged;
    expect(judged?.findings[0]).toMatchObject({
      level: "blocks",
      title: "replaces a stateful resource",
      changes: ['identifier: "old" → "new" (forces the replacement)'],
    });
  });

  test("a smaller disk blocks", () => {
    const rows = [updated("aws_db_instance.x", { allocated_storage: 40 }, { allocated_storage: 20 })];
    expect(said(reviewed(rows))).toEqual({ "aws_db_instance.x": ["blocks: makes the database's storage smaller"] });
  });

  test("forgotten is something to look at", () => {
    expect(said(reviewed([{ address: "aws_db_instance.x", actions: ["forget"] }]))).toEqual({
      "aws_db_instance.x": ["review: is no longer managed, and stays in AWS"],
    });
  });
});

describe("protection that gets weaker", () => {
  test.each([
    [
      "aws_db_instance",
      { deletion_protection: true },
      { deletion_protection: false },
      "blocks: gives up deletion protection",
    ],
    [
      "aws_db_instance",
      { backup_retention_period: 7 },
      { backup_retention_period: 1 },
      "dangerous: keeps backups for a shorter time",
    ],
    [
      "aws_s3_bucket_versioning",
      { versioning_configuration: [{ status: "Enabled" }] },
      { versioning_configuration: [{ status: "Suspended" }] },
      "blocks: gives up versions of objects",
    ],
    [
      "aws_s3_bucket_public_access_block",
      { block_public_policy: true },
      { block_public_policy: false },
      "blocks: lets the bucket become public",
    ],
    ["aws_kms_key", { enable_key_rotation: true }, { enable_key_rotation: false }, "dangerous: stops turning the key"],
    [
      "aws_cloudwatch_log_group",
      { retention_in_days: 90 },
      { retention_in_days: 7 },
      "dangerous: keeps logs for a shorter time",
    ],
    ["aws_lb_listener", { protocol: "HTTPS" }, { protocol: "HTTP" }, "blocks: gives up TLS"],
  ])("%s: %j to %j", (type, before, after, expected) => {
    expect(said(reviewed([updated(`${type}.x`, before, after)]))).toEqual({ [`${type}.x`]: [expected] });
  });

  test("protection that gets stronger is only a change", () => {
    const rows = [updated("aws_db_instance.x", { backup_retention_period: 7 }, { backup_retention_period: 14 })];
    expect(said(reviewed(rows))).toEqual({ "aws_db_instance.x": ["review: changes"] });
  });

  test("a guard that goes while what it guards stays blocks", () => {
    const rows = [
      destroyed("aws_s3_bucket_public_access_block.assets_bucket_public-access-block_2FFD5712"),
      updated("aws_s3_bucket.assets_bucket_2FFD5712", { tags: { a: "1" } }, { tags: { a: "2" } }),
    ];
    expect(
      said(reviewed(rows))["aws_s3_bucket_public_access_block.assets_bucket_public-access-block_2FFD5712"],
    ).toEqual(["blocks: takes a protection away"]);
  });

  test("a guard that goes with all of its part does not block by itself", () => {
    const address = "aws_s3_bucket_public_access_block.assets_bucket_public-access-block_2FFD5712";
    expect(said(reviewed([destroyed(address)]))).toEqual({ [address]: ["review: is destroyed"] });
  });

  test("prevent_destroy that leaves the configuration blocks, though the plan shows nothing", () => {
    const row: Row = { address: "aws_db_instance.x", actions: ["no-op"], before: {}, after: {} };
    expect(said(reviewed([row], { unprotected: ["aws_db_instance.x"] }))).toEqual({
      "aws_db_instance.x": ["blocks: is no longer protected by prevent_destroy"],
    });
  });
});

describe("permissions", () => {
  const address = "aws_iam_policy.roles_api-task_policy_89041171";
  const change = (before: unknown[], after: unknown[]): string[] | undefined =>
    said(reviewed([updated(address, { policy: policy(...before) }, { policy: policy(...after) })]))[address];

  test("another resource is more", () => {
    const wider = { ...read, Resource: ["arn:aws:s3:::one/*", "arn:aws:s3:::two/*"] };
    expect(change([read], [wider])).toEqual(["review: is allowed more"]);
  });

  test("the same in another order, or as text instead of a list, is nothing that IAM would notice", () => {
    const reordered = { Resource: "arn:aws:s3:::one/*", Action: "s3:GetObject", Effect: "Allow", Sid: "Read" };
    expect(change([read], [reordered])).toEqual(["review: changes"]);
  });

  test("what a wildcard allowed before is not more", () => {
    expect(change([{ ...read, Action: ["s3:*"], Resource: ["*"] }], [read])).toEqual(["review: is allowed less"]);
  });

  test("capitals do not tell actions apart, and do tell resources apart", () => {
    expect(change([read], [{ ...read, Action: ["S3:getobject"] }])).toEqual(["review: changes"]);
    const files = { ...read, Resource: ["arn:aws:s3:::files/Reports/*"] };
    const others = { ...read, Resource: ["arn:aws:s3:::files/reports/*"] };
    expect(change([files], [others])).toEqual(["review: is allowed more", "review: is allowed less"]);
  });

  test.each([
    ["a wildcard action", { ...read, Action: ["s3:Get*"] }, "dangerous"],
    ["every resource", { ...read, Resource: ["*"] }, "dangerous"],
    ["passing on roles", { ...read, Action: ["iam:PassRole"] }, "dangerous"],
    ["everything", { ...read, Action: ["*"], Resource: ["*"] }, "blocks"],
    ["everything of a service on everything", { ...read, Action: ["s3:*"], Resource: ["*"] }, "blocks"],
    ["everything but something", { Sid: "Not", Effect: "Allow", NotAction: ["iam:*"], Resource: ["*"] }, "blocks"],
  ])("%s is worse", (_, statement, level) => {
    expect(change([read], [read, statement])).toEqual([`${level}: is allowed more`]);
  });

  test("the difference is shown as statements", () => {
    const [judged] = reviewed([
      updated(
        address,
        { policy: policy(read) },
        { policy: policy(read, { ...read, Sid: "Write", Action: "s3:PutObject" }) },
      ),
    ]).judged;
    expect(judged?.findings[0]?.changes).toEqual(["+ Write: Allow s3:PutObject on arn:aws:s3:::one/*"]);
  });

  test("a condition that goes is more", () => {
    const conditional = { ...read, Condition: { StringEquals: { "aws:SourceAccount": "1" } } };
    expect(change([conditional], [read])).toEqual(["review: is allowed more"]);
  });

  test("a denial that goes is dangerous", () => {
    const bucket = "aws_s3_bucket_policy.assets_bucket_policy_89041171";
    const denial = { Sid: "TlsOnly", Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*" };
    const rows = [updated(bucket, { policy: policy(denial) }, { policy: policy() })];
    expect(said(reviewed(rows))[bucket]).toEqual(["dangerous: no longer denies what it denied"]);
  });

  test("a new endpoint is open to everybody anyhow, and one that is opened blocks", () => {
    const endpoint = "aws_vpc_endpoint.network_s3-endpoint_89041171";
    const open = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };
    const own = { ...open, Condition: { StringEquals: { "aws:PrincipalAccount": "111122223333" } } };
    for (const statement of [open, own])
      expect(said(reviewed([created(endpoint, { policy: policy(statement) })]))[endpoint]).toEqual([
        "routine: is created",
      ]);

    const opened = [updated(endpoint, { policy: policy(own) }, { policy: policy(open) })];
    expect(said(reviewed(opened))[endpoint]).toContain("blocks: is allowed more");
  });

  test("everybody as principal blocks", () => {
    const bucket = "aws_s3_bucket_policy.assets_bucket_policy_89041171";
    const rows = [created(bucket, { policy: policy({ ...read, Principal: "*" }) })];
    expect(said(reviewed(rows))[bucket]).toEqual(["blocks: may do much from the start"]);
  });

  test("somebody else who may assume a role is dangerous", () => {
    const role = "aws_iam_role.roles_api-task_89041171";
    const trust = (service: string): string =>
      policy({ Sid: "Trust", Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" });
    const rows = [
      updated(
        role,
        { assume_role_policy: trust("ecs-tasks.amazonaws.com") },
        { assume_role_policy: trust("ec2.amazonaws.com") },
      ),
    ];
    expect(said(reviewed(rows))[role]).toEqual(["dangerous: is allowed more", "review: is allowed less"]);
  });

  test("a policy that is known only after apply is said to be so", () => {
    const row: Row = {
      address,
      actions: ["update"],
      before: { policy: policy(read) },
      after: {},
      after_unknown: { policy: true },
    };
    expect(said(reviewed([row]))[address]).toEqual(["review: gets a policy that is known only after apply"]);
  });

  test("a new role's narrow permissions are routine", () => {
    expect(said(reviewed([created(address, { policy: policy(read) })]))[address]).toEqual(["routine: is created"]);
  });
});

describe("the network", () => {
  const rule = (address: string, values: Row["after"]): Record<string, string[]> =>
    said(reviewed([created(address, { ...values })]));
  const ingress = "aws_vpc_security_group_ingress_rule.services_api_service_security-group_from-x_2FFD5712";
  const door = "aws_vpc_security_group_ingress_rule.load-balancers_public_load-balancer_security-group_from-x_2FFD5712";

  test("a port that opens to the internet is dangerous", () => {
    expect(
      rule(ingress, { cidr_ipv4: "0.0.0.0/0", from_port: 22, to_port: 22, description: "anybody to api" }),
    ).toEqual({
      [ingress]: ["dangerous: opens anybody to api (0.0.0.0/0), port 22"],
    });
  });

  test("the front door of a new load balancer is something to look at", () => {
    expect(rule(door, { cidr_ipv6: "::/0", from_port: 443, to_port: 443, description: "all to public" })).toEqual({
      [door]: ["review: opens all to public (::/0), port 443"],
    });
  });

  test("an edge between two parts of the environment is routine", () => {
    expect(rule(ingress, { referenced_security_group_id: "sg-1", from_port: 3000, to_port: 3000 })).toEqual({
      [ingress]: ["routine: is created"],
    });
  });

  test("more ports than before are shown from what to what", () => {
    const before = { cidr_ipv4: "10.0.0.0/8", from_port: 443, to_port: 443, description: "office to api" };
    const [judged] = reviewed([updated(ingress, before, { ...before, from_port: 80 })]).judged;
    expect(judged?.findings[0]).toMatchObject({
      level: "review",
      changes: ["office to api (10.0.0.0/8), port 443 → office to api (10.0.0.0/8), ports 80 to 443"],
    });
  });
});

describe("what serves", () => {
  test.each(["aws_ecs_service", "aws_lb", "aws_lb_target_group", "aws_ecs_cluster", "aws_lb_listener", "aws_subnet"])(
    "%s that is destroyed before the new one exists is dangerous",
    (type) => {
      expect(said(reviewed([replaced(`${type}.x`, "name")]))).toEqual({
        [`${type}.x`]: ["dangerous: is destroyed before the new one exists"],
      });
    },
  );

  test("a target group whose successor is there first is something to look at", () => {
    const row = replaced("aws_lb_target_group.x", "port", { actions: ["create", "delete"] });
    expect(said(reviewed([row]))).toEqual({ "aws_lb_target_group.x": ["review: is replaced, the new one first"] });
  });

  test("a listener rule that CodeDeploy owns is dangerous to touch, another one is not", () => {
    const group: Row = { address: "aws_codedeploy_deployment_group.delivery_api_89041171", actions: ["no-op"] };
    const targets = ["api", "web"].map((service) => targetGroup(service));
    const rule = (service: string): string =>
      `aws_lb_listener_rule.load-balancers_public_load-balancer_route-${service}_shop_com_FF9E8440`;
    const rows = ["api", "web"].map((service) => {
      const action = [{ type: "forward", forward: [{ target_group: [{ arn: `arn:${service}` }] }] }];
      return updated(rule(service), { priority: 1, action }, { priority: 2, action });
    });
    expect(said(reviewed([group, ...targets, ...rows]))).toEqual({
      [rule("api")]: ["dangerous: touches a listener rule that CodeDeploy owns (api)"],
      [rule("web")]: ["review: changes"],
    });
  });

  test("a host that no longer resolves is dangerous, the proof of a certificate is not", () => {
    const rows = [
      destroyed("aws_route53_record.a", { name: "api.example.com", type: "A" }),
      destroyed("aws_route53_record.b", { name: "_proof.example.com", type: "CNAME" }),
    ];
    expect(said(reviewed(rows))).toEqual({
      "aws_route53_record.a": ['dangerous: "api.example.com" no longer resolves'],
      "aws_route53_record.b": ["review: is destroyed"],
    });
  });

  test("a database of another size is interrupted", () => {
    const rows = [updated("aws_db_instance.x", { instance_class: "db.t3.micro" }, { instance_class: "db.t3.small" })];
    expect(said(reviewed(rows))).toEqual({
      "aws_db_instance.x": ["dangerous: changes the database in a way that interrupts or slows it"],
    });
  });
});

function targetGroup(service: string): Row {
  const arn = `arn:${service}`;
  return {
    address: `aws_lb_target_group.services_${service}_target-group_1A2B3C4D`,
    actions: ["no-op"],
    before: { arn },
    after: { arn },
  };
}

describe("a task definition", () => {
  const container = (values: object): string => JSON.stringify([{ name: "api", image: "api:1", cpu: 0, ...values }]);
  const changes = (before: object, after: object): readonly string[] | undefined => {
    const row: Row = {
      address: "aws_ecs_task_definition.services_api_task-definition_2FFD5712",
      actions: ["delete", "create"],
      before: { cpu: "256", container_definitions: container(before) },
      after: { cpu: "256", container_definitions: container(after) },
      replace_paths: [["container_definitions"]],
    };
    return reviewed([row]).judged[0]?.findings[0]?.changes;
  };

  test("is shown by container and field", () => {
    expect(changes({}, { image: "api:2", memory: 512 })).toEqual([
      'api: image: "api:1" → "api:2"',
      "api: memory: nothing → 512",
    ]);
  });

  test("shows the names of variables and secrets, never a value", () => {
    const before = {
      environment: [{ name: "MODE", value: "hidden-one" }],
      secrets: [{ name: "OLD", valueFrom: "arn:old" }],
    };
    const after = {
      environment: [{ name: "MODE", value: "hidden-two" }],
      secrets: [{ name: "NEW", valueFrom: "arn:new" }],
    };
    expect(changes(before, after)).toEqual([
      "api: ~ variable MODE (another value)",
      "api: - secret OLD",
      "api: + secret NEW",
    ]);
  });

  test("leaves out what ECS fills in", () => {
    expect(changes({ mountPoints: [] }, {})).toEqual([]);
  });
});

describe("everything else", () => {
  test.each([
    ["a creation", created("aws_sns_topic.x"), "routine: is created"],
    [
      "other tags",
      updated("aws_sns_topic.x", { tags_all: { a: "1" } }, { tags_all: { a: "2" } }),
      "routine: gets other tags",
    ],
    ["a setting", updated("aws_sns_topic.x", { display_name: "a" }, { display_name: "b" }), "review: changes"],
    ["a destruction", destroyed("aws_sns_topic.x"), "review: is destroyed"],
    [
      "a move",
      { address: "aws_sns_topic.x", previous_address: "aws_sns_topic.y", actions: ["no-op"] },
      "routine: is renamed, not replaced (was aws_sns_topic.y)",
    ],
    [
      "an import",
      { address: "aws_sns_topic.x", actions: ["no-op"], importing: { id: "arn:x" } },
      "review: is taken over as it exists",
    ],
  ] as [string, Row, string][])("%s", (_, row, expected) => {
    expect(said(reviewed([row]))).toEqual({ "aws_sns_topic.x": [expected] });
  });

  test("what is nothing outside the state is routine when it is replaced or goes", () => {
    const rows = [replaced("terraform_data.x", "triggers_replace"), destroyed("terraform_data.y")];
    expect(said(reviewed(rows))).toEqual({
      "terraform_data.x": ["routine: records a new value"],
      "terraform_data.y": ["routine: is no longer recorded"],
    });
  });

  test.each(["constructor", "toString", "__proto__"])("an attribute called %s is one like any other", (name) => {
    const after = JSON.parse(`{"tags": {"${name}": "x"}}`) as Row["after"];
    const [judged] = reviewed([
      { address: "aws_sns_topic.x", actions: ["update"], before: { tags: {} }, after: after ?? {} },
    ]).judged;
    expect(judged?.findings[0]?.changes).toEqual([`tags.${name}: nothing → "x"`]);
  });

  test("what follows an unknown value of something else is routine", () => {
    const row: Row = {
      address: "aws_ecs_service.x",
      actions: ["update"],
      before: { task_definition: "arn:1" },
      after: {},
      after_unknown: { task_definition: true },
    };
    expect(said(reviewed([row]))).toEqual({ "aws_ecs_service.x": ["routine: follows what it refers to"] });
  });
});
