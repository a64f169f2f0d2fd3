import { describe, expect, test } from "@jest/globals";

import { foundationName } from "../../src/config/account";
import { environmentName } from "../../src/config/environment";
import type { PlatformInput } from "../../src/config/platform";
import { refreshActions } from "../../src/constructs/delivery/refresh-actions";
import { platforms, synthesizeEverything } from "../support/environments";
import { type Block, policy } from "../support/synthesized";

interface Place {
  readonly account: string;
  readonly region: string;
}

/** Where each stack of a platform belongs, by its configuration. */
function placesIn({ accounts, environments }: PlatformInput): [name: string, place: Place][] {
  return [
    ...accounts.map(({ id: account, region, name }): [string, Place] => [
      foundationName({ name }),
      { account, region },
    ]),
    ...environments.map(({ account, region, ...environment }): [string, Place] => [
      environmentName(environment),
      { account, region },
    ]),
  ];
}

const stacks = platforms.flatMap((platform) => {
  const places = new Map(placesIn(platform));
  return [...synthesizeEverything(platform)].map(([name, stack]) => [name, stack, places.get(name)] as const);
});

/** Roles that look at whatever an account has, by how their policies' paths begin, and what they may ask for. */
const sight: Readonly<Record<string, (action: string) => boolean>> = {
  "workflows/plan/": (action) => refreshed.has(action),
  "people/on-call/": (action) =>
    /:(Describe|List|Get|BatchGet)/.test(action) && !/:Get(Object|SecretValue)$/.test(action),
};
const refreshed = new Set(Object.values(refreshActions).flat());

function isSight({ path, action }: { readonly path: string; readonly action: string }): boolean {
  return Object.entries(sight).some(([start, may]) => path.startsWith(start) && may(action));
}

/** The only actions that AWS lets be granted on `*` alone, so that nothing narrower can be said. */
const actionsOnEverything = [
  "secretsmanager:GetRandomPassword",
  "cloudwatch:DescribeAlarms",
  "cloudwatch:DescribeAlarmsForMetric",
  "cloudwatch:GetMetricData",
  "cloudwatch:ListMetrics",
  "codedeploy:StopDeployment",
  "ecr:GetAuthorizationToken",
  "ecs:DescribeTaskDefinition",
  "elasticloadbalancing:DescribeListeners",
  "elasticloadbalancing:DescribeRules",
  "elasticloadbalancing:DescribeTargetGroups",
  "iam:ListOpenIDConnectProviders",
  "logs:CreateLogDelivery",
  "logs:DeleteLogDelivery",
  "logs:DescribeLogGroups",
  "logs:DescribeResourcePolicies",
  "logs:GetLogDelivery",
  "logs:GetQueryResults",
  "logs:ListLogDeliveries",
  "logs:PutResourcePolicy",
  "logs:StopQuery",
  "logs:UpdateLogDelivery",
  "ssmmessages:CreateControlChannel",
  "ssmmessages:CreateDataChannel",
  "ssmmessages:OpenControlChannel",
  "ssmmessages:OpenDataChannel",
  "tag:GetResources",
  "xray:GetSamplingRules",
  "xray:GetSamplingStatisticSummaries",
  "xray:GetSamplingTargets",
  "xray:PutTelemetryRecords",
  "xray:PutTraceSegments",
];

test("every configured account and environment is synthesized, and nothing else", () => {
  const configured = platforms.flatMap(placesIn).map(([name]) => name);
  expect(stacks.map(([name]) => name).sort()).toEqual(configured.sort());
});

describe.each(stacks)("%s", (name, synthesized, place) => {
  const { account, region } = place ?? { account: "", region: "" };

  test("keeps its state in S3: its own object, encrypted, locked, refused to other accounts", () => {
    expect(synthesized.section("terraform")).toMatchObject({
      backend: {
        s3: {
          bucket: `terraform-state-${account}-${region}`,
          key: `${name}.tfstate`,
          region,
          encrypt: true,
          kms_key_id: `arn:aws:kms:${region}:${account}:alias/terraform-state`,
          use_lockfile: true,
          allowed_account_ids: [account],
        },
      },
      required_version: ">= 1.11.4, < 2",
    });
  });

  test("can be deployed into its account only, and tags what it makes", () => {
    const { aws } = synthesized.section("provider") as { aws: Block[] };

    expect(aws[0]).toMatchObject({ region });
    expect(aws[0]).not.toHaveProperty("alias");
    for (const provider of aws) {
      expect(provider).toMatchObject({
        allowed_account_ids: [account],
        default_tags: [{ tags: expect.objectContaining({ "managed-by": "fargate-platform" }) }],
      });
    }
  });

  test("grants nothing on everything, save what AWS cannot narrow", () => {
    const statements = Object.entries(synthesized.resources("aws_iam_policy")).flatMap(([path, { policy: text }]) =>
      policy(text)
        .Statement.filter(({ Effect }) => Effect === "Allow")
        .map((statement) => ({ path, ...statement })),
    );
    const wide = statements.filter(({ Resource }) => Resource?.includes("*"));
    const actions = wide.flatMap(({ path, Action }) => Action.map((action) => ({ path, action })));
    const unexpected = actions.filter(
      ({ path, action }) => !actionsOnEverything.includes(action) && !isSight({ path, action }),
    );

    expect(unexpected).toEqual([]);
    expect(statements.flatMap(({ Action }) => Action).filter((action) => action.includes("*"))).toEqual([]);
  });

  test("opens nothing to the world but 80 and 443 of load balancers that face the internet", () => {
    const rules = Object.entries(synthesized.resources("aws_vpc_security_group_ingress_rule"));
    const open = rules.filter(([, rule]) => rule.cidr_ipv4 === "0.0.0.0/0" || rule.cidr_ipv6 === "::/0");

    expect(open.filter(([path]) => !/^load-balancers\/[^/]+\/load-balancer\/security-group\//.test(path))).toEqual([]);
    expect(new Set(open.map(([, { from_port, to_port }]) => `${String(from_port)}-${String(to_port)}`))).toEqual(
      new Set(open.length > 0 ? ["80-80", "443-443"] : []),
    );
  });

  test("writes no rule inside a security group, where two owners would fight over it", () => {
    for (const group of Object.values(synthesized.resources("aws_security_group"))) {
      expect(group).not.toHaveProperty("ingress");
      expect(group).not.toHaveProperty("egress");
    }
  });

  test("encrypts every log group with a key of its own account", () => {
    const groups = Object.values(synthesized.resources("aws_cloudwatch_log_group"));

    expect(groups.filter((group) => !group.kms_key_id || !group.retention_in_days)).toEqual([]);
  });
});
