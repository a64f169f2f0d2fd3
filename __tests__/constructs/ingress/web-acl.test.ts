import { describe, expect, test } from "@jest/globals";

import { WebAcl, type WebAclProps } from "../../../src/constructs/ingress/web-acl";
import { WebAclLogPolicy } from "../../../src/constructs/ingress/web-acl-log-policy";
import { encryptionKey } from "../../support/encryption-key";
import { loadBalancer } from "../../support/load-balancer";
import { location } from "../../support/location";
import { type Block, type Synthesized, synthesize } from "../../support/synthesized";

const common = { name: "common", group: "AWSManagedRulesCommonRuleSet", action: "block", excludedRules: [] } as const;

function webAcl({
  logs,
  ...props
}: Partial<Omit<WebAclProps, "logs">> & { logs?: Partial<WebAclProps["logs"]> } = {}): Synthesized {
  return synthesize((stack) => {
    new WebAcl(stack, "web-acl", {
      name: "shop-public",
      managedRules: [common],
      rateLimit: { requestsPerFiveMinutes: 2000, action: "block" },
      logs: {
        groupName: "aws-waf-logs-shop-public",
        retentionDays: 90,
        encryptionKey: encryptionKey(stack),
        policy: new WebAclLogPolicy(stack, "log-policy", { name: "shop-web-acl-logs", location }),
        requests: "matched",
        redactedHeaders: [],
        ...logs,
      },
      ...props,
    }).protect(loadBalancer(stack));
  });
}

function rules(stack: Synthesized): Block[] {
  return stack.only("aws_wafv2_web_acl").rule as Block[];
}

describe("WebAcl", () => {
  test("stands before the load balancer that it protects", () => {
    const stack = webAcl();

    expect(stack.only("aws_wafv2_web_acl_association")).toMatchObject({
      resource_arn: stack.reference("aws_lb", "load-balancer", "arn"),
      web_acl_arn: stack.reference("aws_wafv2_web_acl", "web-acl", "arn"),
    });
  });

  test("lets through what no rule refuses", () => {
    expect(webAcl().only("aws_wafv2_web_acl")).toMatchObject({ scope: "REGIONAL", default_action: { allow: {} } });
  });

  test("refuses an address that asks too often before any other rule looks", () => {
    expect(rules(webAcl())[0]).toMatchObject({
      name: "rate-limit",
      priority: 0,
      action: { block: {} },
      statement: { rate_based_statement: { limit: 2000, aggregate_key_type: "IP", evaluation_window_sec: 300 } },
    });
  });

  test("only counts addresses that ask too often where it is told", () => {
    const [rate] = rules(webAcl({ rateLimit: { requestsPerFiveMinutes: 100, action: "count" } }));

    expect(rate).toMatchObject({ action: { count: {} }, statement: { rate_based_statement: { limit: 100 } } });
  });

  test("asks AWS's groups in the order in which they are given", () => {
    const stack = webAcl({
      managedRules: [
        { ...common, name: "first" },
        { ...common, name: "second" },
      ],
    });

    expect(rules(stack).map(({ name, priority }) => [name, priority])).toEqual([
      ["rate-limit", 0],
      ["first", 1],
      ["second", 2],
    ]);
  });

  test("leaves to a group what it refuses", () => {
    expect(rules(webAcl())[1]).toMatchObject({
      override_action: { none: {} },
      statement: { managed_rule_group_statement: { vendor_name: "AWS", name: "AWSManagedRulesCommonRuleSet" } },
    });
    expect(JSON.stringify(rules(webAcl())[1])).not.toContain("rule_action_override");
  });

  test("only counts what a group on trial would refuse", () => {
    expect(rules(webAcl({ managedRules: [{ ...common, action: "count" }] }))[1]).toMatchObject({
      override_action: { count: {} },
    });
  });

  test("only counts what an excluded rule of a group would refuse", () => {
    const stack = webAcl({ managedRules: [{ ...common, excludedRules: ["SizeRestrictions_BODY"] }] });

    expect(rules(stack)[1]).toMatchObject({
      override_action: { none: {} },
      statement: {
        managed_rule_group_statement: {
          rule_action_override: [{ name: "SizeRestrictions_BODY", action_to_use: { count: {} } }],
        },
      },
    });
  });

  test("can be seen in metrics, rule by rule", () => {
    const stack = webAcl();

    const all = [stack.only("aws_wafv2_web_acl"), ...rules(stack)].map((block) => block.visibility_config as Block);
    expect(all.map(({ metric_name }) => metric_name)).toEqual(["shop-public", "rate-limit", "common"]);
    expect(all.every(({ cloudwatch_metrics_enabled: enabled }) => enabled)).toBe(true);
  });

  test("writes down what it blocked or counted, without what authenticates", () => {
    const stack = webAcl();

    expect(stack.only("aws_wafv2_web_acl_logging_configuration")).toMatchObject({
      resource_arn: stack.reference("aws_wafv2_web_acl", "web-acl", "arn"),
      log_destination_configs: [stack.reference("aws_cloudwatch_log_group", "web-acl/log-group", "arn")],
      logging_filter: {
        default_behavior: "DROP",
        filter: [
          {
            behavior: "KEEP",
            requirement: "MEETS_ANY",
            condition: ["BLOCK", "COUNT", "EXCLUDED_AS_COUNT"].map((action) => ({ action_condition: { action } })),
          },
        ],
      },
      redacted_fields: [{ single_header: { name: "authorization" } }, { single_header: { name: "cookie" } }],
      depends_on: [stack.address("aws_cloudwatch_log_resource_policy", "log-policy")],
    });
  });

  test("writes down every request where it is told", () => {
    const logging = webAcl({ logs: { requests: "all" } }).only("aws_wafv2_web_acl_logging_configuration");

    expect(logging).not.toHaveProperty("logging_filter");
  });

  test("leaves out further headers, each once", () => {
    const stack = webAcl({ logs: { redactedHeaders: ["x-api-key", "cookie"] } });

    expect(stack.only("aws_wafv2_web_acl_logging_configuration")).toMatchObject({
      redacted_fields: ["authorization", "cookie", "x-api-key"].map((name) => ({ single_header: { name } })),
    });
  });

  test("has its logs encrypted with the key that it is given, for as long as it is told", () => {
    const stack = webAcl();

    expect(stack.only("aws_cloudwatch_log_group")).toMatchObject({
      name: "aws-waf-logs-shop-public",
      retention_in_days: 90,
      kms_key_id: stack.reference("aws_kms_key", "key", "arn"),
    });
  });
});
