import { describe, expect, test } from "@jest/globals";

import { reviewJson } from "../../../src/review/json";
import { readPlan } from "../../../src/review/plan";
import { type ReviewedChange, review } from "../../../src/review/review";
import { terminalText } from "../../../src/review/terminal";
import { created, destroyed, planJson, type Row, updated } from "../plans";

type Values = Readonly<Record<string, unknown>>;

/** The review of one resource, with what the configuration says of it where that is given. */
function judged(row: Row, expressions?: Values): ReviewedChange {
  const resources = expressions === undefined ? [] : [{ address: row.address, expressions }];
  const [first] = review(readPlan(planJson([row], { configuration: { root_module: { resources } } }))).judged;
  if (!first) throw new Error("nothing was judged");
  return first;
}

const substance = (row: Row, expressions?: Values): readonly string[] => judged(row, expressions).content.substance();
const complete = (row: Row, expressions?: Values): readonly string[] => judged(row, expressions).content.complete();

const reference = (...names: string[]): Values => ({ references: names });
const template = (text: unknown): Values => ({ constant_value: text, references: [] });
const constants = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { constant_value: value }]));

describe("a created resource shows", () => {
  test("the containers of a task definition, of variables and secrets the names", () => {
    const container = {
      ...{ name: "api", image: "registry/api:1.2.3", command: ["serve"], cpu: 0, memory: 512, user: "1000" },
      portMappings: [{ containerPort: 3000, hostPort: 3000, protocol: "tcp" }],
      environment: [{ name: "RAILS_ENV", value: "production" }],
      secrets: [{ name: "TOKEN", valueFrom: "arn:aws:secretsmanager:us-east-1:111122223333:secret:token" }],
      mountPoints: [{ sourceVolume: "tmp", containerPath: "/tmp" }],
    };
    const values = { family: "api", cpu: "256", memory: "512", container_definitions: JSON.stringify([container]) };
    const row = created("aws_ecs_task_definition.x", values);

    expect(substance(row)).toEqual([
      ...['family: "api"', 'cpu: "256"', 'memory: "512"', 'api: image: "registry/api:1.2.3"', "api: ports: 3000/tcp"],
      ...["api: variables: RAILS_ENV", "api: secrets: TOKEN", 'api: command: ["serve"]', "api: memory: 512"],
      'api: user: "1000"',
    ]);
    expect(complete(row)).toEqual(
      expect.arrayContaining([
        'container_definitions.api.environment.RAILS_ENV.value: "production"',
        'container_definitions.api.mountPoints.containerPath: "/tmp"',
      ]),
    );
  });

  test.each([
    [
      "aws_vpc_security_group_ingress_rule",
      { ip_protocol: "tcp", from_port: 443, to_port: 443, cidr_ipv4: "0.0.0.0/0" },
      ["tcp 443 from 0.0.0.0/0"],
    ],
    [
      "aws_vpc_security_group_egress_rule",
      { ip_protocol: "-1", from_port: null, to_port: null, referenced_security_group_id: "sg-1" },
      ["every protocol and port to sg-1"],
    ],
    [
      "aws_security_group_rule",
      { type: "egress", protocol: "udp", from_port: 1000, to_port: 2000, cidr_blocks: ["10.0.0.0/8"], self: true },
      ["udp 1000-2000 to 10.0.0.0/8, itself"],
    ],
    [
      "aws_security_group",
      { ingress: [{ from_port: 22, to_port: 22, protocol: "tcp", cidr_blocks: ["0.0.0.0/0"] }] },
      ["ingress.from_port: 22", "ingress.to_port: 22", 'ingress.protocol: "tcp"', 'ingress.cidr_blocks: ["0.0.0.0/0"]'],
    ],
    [
      "aws_route53_record",
      { name: "www.example.com", type: "CNAME", ttl: 300, records: ["a.example.com", "b.example.com"] },
      ["CNAME www.example.com → a.example.com, b.example.com", "ttl: 300"],
    ],
    [
      "aws_route53_record",
      { name: "example.com", type: "A", alias: [{ name: "lb.amazonaws.com", zone_id: "Z1" }] },
      ["A example.com → alias of lb.amazonaws.com"],
    ],
    [
      "aws_lb_listener_rule",
      {
        priority: 7,
        condition: [
          { host_header: [{ values: ["api.example.com"] }] },
          { path_pattern: [{ values: ["/v1/*", "/v2/*"] }] },
        ],
        action: [{ type: "forward", target_group_arn: "arn:group" }],
      },
      ["host_header api.example.com and path_pattern /v1/*,/v2/* → forward to arn:group", "priority: 7"],
    ],
    [
      "aws_lb_listener",
      {
        protocol: "HTTPS",
        port: 443,
        default_action: [{ type: "fixed-response", fixed_response: [{ status_code: "404" }] }],
      },
      ['HTTPS port 443 → fixed-response (status_code: "404")'],
    ],
    [
      "aws_cloudwatch_metric_alarm",
      {
        ...{ metric_name: "CPUUtilization", namespace: "AWS/ECS", statistic: "Average", threshold: 80, period: 60 },
        ...{ comparison_operator: "GreaterThanThreshold", evaluation_periods: 3, alarm_actions: ["arn:topic"] },
      },
      [
        "CPUUtilization (AWS/ECS, Average) GreaterThanThreshold 80, 3 of 3 periods of 60 s",
        'alarm_actions: ["arn:topic"]',
      ],
    ],
    [
      "aws_appautoscaling_target",
      { min_capacity: 1, max_capacity: 4, scalable_dimension: "ecs:service:DesiredCount" },
      ["ecs:service:DesiredCount: 1 to 4"],
    ],
    [
      "aws_db_instance",
      {
        engine: "postgres",
        instance_class: "db.t3.micro",
        allocated_storage: 20,
        publicly_accessible: false,
        timezone: "",
      },
      ['engine: "postgres"', 'instance_class: "db.t3.micro"', "allocated_storage: 20", "publicly_accessible: false"],
    ],
    [
      "aws_scheduler_schedule",
      {
        schedule_expression: "cron(0 4 * * ? *)",
        target: [{ input: '{"containerOverrides":[{"command":["prune"]}]}' }],
      },
      ['schedule_expression: "cron(0 4 * * ? *)"', 'target.input: {"containerOverrides":[{"command":["prune"]}]}'],
    ],
    [
      "aws_s3_bucket",
      { bucket: "files", tags: { team: "a" }, force_destroy: true },
      ['bucket: "files"', "force_destroy: true"],
    ],
    [
      "aws_wafv2_web_acl",
      { rule: [{ name: "rate", action: [{ block: [{ custom_response: [] }], count: [] }] }] },
      ["rule.rate.action.block: {}"],
    ],
  ])("what %s is about", (type, values, expected) => {
    expect(substance(created(`${type}.x`, values))).toEqual(expected);
  });

  test("every statement of a policy in full, where it is ordinary as well", () => {
    const actions = Array.from({ length: 12 }, (_, index) => `s3:Action${index}`);
    const statements = [
      { Sid: "Read", Effect: "Allow", Action: actions, Resource: "arn:aws:s3:::files/*" },
      { Effect: "Deny", Action: "s3:*", Resource: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } },
    ];
    const row = created("aws_iam_policy.x", { policy: JSON.stringify({ Statement: statements }) });

    expect(judged(row).level).toBe("routine");
    expect(substance(row)).toEqual([
      `policy: Read: Allow ${actions.join(", ")} on arn:aws:s3:::files/*`,
      'policy: Deny s3:* on * if {"Bool":{"aws:SecureTransport":"false"}}',
    ]);
  });

  test("what the configuration sets, without what the provider does by itself; all of it in the whole", () => {
    const row = created("aws_sns_topic.x", { name: "alarms", fifo_topic: false, tags: { team: "a" }, policy: null });
    const expressions = constants({ name: "alarms", tags: { team: "a" } });
    expect(substance(row, expressions)).toEqual(['name: "alarms"']);
    expect(complete(row, expressions)).toEqual(['name: "alarms"', 'tags.team: "a"', "fifo_topic: false"]);
  });
});

describe("what is known only after apply", () => {
  const [group, name] = ["aws_security_group.database_security-group_1508446B", "database › security-group"];
  const rule = {
    ...created("aws_vpc_security_group_ingress_rule.x", { ip_protocol: "tcp", from_port: 5432, to_port: 5432 }),
    after_unknown: { referenced_security_group_id: true, id: true, arn: true },
  };

  test("reads as what the configuration refers to, in words", () => {
    const written = { referenced_security_group_id: template(`\${${group}.id}`) };
    expect(substance(rule, written)).toEqual([`tcp 5432 from ${name}.id`]);
    const elsewhere = { referenced_security_group_id: reference(`${group}.id`, group) };
    expect(substance(rule, elsewhere)).toEqual([`tcp 5432 from ${name}.id`]);
    expect(complete(rule, written)).toContain(`referenced_security_group_id: "\${${name}.id}"`);
  });

  test("and that nothing sets, is left out: the provider computes it", () => {
    expect(complete(rule, {}).join()).not.toContain("known after apply");
  });

  test("is said to be so where the configuration is in no plan", () => {
    expect(substance(rule, { referenced_security_group_id: {} })).toEqual(["tcp 5432 from (known after apply)"]);
  });

  test("in a policy leaves the statements readable", () => {
    const policy = {
      Statement: { Effect: "Allow", Action: "s3:GetObject", Resource: "${aws_s3_bucket.assets_bucket_15624196.arn}/*" },
    };
    const row = { ...created("aws_iam_policy.x"), after_unknown: { policy: true } };
    expect(substance(row, { policy: template(JSON.stringify(policy)) })).toEqual([
      "policy: Allow s3:GetObject on ${assets › bucket.arn}/*",
    ]);
  });

  test("in a block is taken from the block that is written alike, whatever their order", () => {
    const row = {
      ...created("aws_cloudfront_distribution.x", { origin: [{ origin_id: "b" }, { origin_id: "a" }] }),
      after_unknown: { origin: [{ domain_name: true, etag: true }, { domain_name: true }] },
    };
    const origin = (id: string): Values => ({
      origin_id: { constant_value: id },
      domain_name: template(`\${aws_s3_bucket.${id}.arn}`),
    });
    expect(substance(row, { origin: [origin("a"), origin("b")] })).toEqual([
      ...['origin.0.origin_id: "b"', 'origin.0.domain_name: "${aws_s3_bucket.b.arn}"'],
      ...['origin.1.origin_id: "a"', 'origin.1.domain_name: "${aws_s3_bucket.a.arn}"'],
    ]);
  });

  test("and sensitive stays hidden, whatever the configuration says", () => {
    const row = {
      ...created("aws_db_instance.x", { engine: "postgres" }),
      after_unknown: { password: true },
      after_sensitive: { password: true },
    };
    const expressions = {
      ...constants({ engine: "postgres", password: "in-clear-text", password_wo: "in-clear-text" }),
    };
    expect(complete(row, expressions)).toEqual([
      'engine: "postgres"',
      "password: (sensitive)",
      "password_wo: (sensitive)",
    ]);
  });
});

describe("the whole of a change", () => {
  test("has every difference, uncut", () => {
    const long = "x".repeat(500);
    const row = updated(
      "aws_sns_topic.x",
      { display_name: "a", tags: { a: "1" } },
      { display_name: long, tags: { a: "2" } },
    );
    expect(complete(row)).toEqual([`display_name: "a" → "${long}"`, 'tags.a: "1" → "2"']);
  });

  test("has what goes with a resource that is destroyed", () => {
    expect(complete(destroyed("aws_sns_topic.x", { name: "alarms" }))).toEqual(['name: "alarms"']);
  });

  test("is in the JSON, and the substance of what is created on a terminal", () => {
    const result = review(readPlan(planJson([created("aws_s3_bucket.files_2FFD5712", { bucket: "files" })])));
    expect(JSON.parse(reviewJson(result))).toMatchObject({ resources: [{ content: ['bucket: "files"'] }] });
    expect(terminalText(result, "shop")).toContain(
      'created  files\n    aws_s3_bucket.files_2FFD5712\n    bucket: "files"',
    );
  });
});
