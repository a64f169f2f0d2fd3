import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Wafv2WebAcl, type Wafv2WebAclRule } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import { Wafv2WebAclAssociation } from "@cdktf/provider-aws/lib/wafv2-web-acl-association";
import { Wafv2WebAclLoggingConfiguration } from "@cdktf/provider-aws/lib/wafv2-web-acl-logging-configuration";
import { Construct } from "constructs";

import type { EncryptionKey } from "../secrets/encryption-key";
import type { ApplicationLoadBalancer } from "./application-load-balancer";
import type { WebAclLogPolicy } from "./web-acl-log-policy";

type Action = "block" | "count";

/** A group of rules that AWS keeps up to date. */
export interface ManagedRules {
  /** What metrics and logs call it; at most 128 letters, digits, hyphens and underscores. */
  readonly name: string;
  /** As in `AWSManagedRulesCommonRuleSet`. */
  readonly group: string;
  /** Whether what the group refuses is refused, or only counted. */
  readonly action: Action;
  /** Its rules that only count, whatever the group does. */
  readonly excludedRules: readonly string[];
}

export interface WebAclProps {
  readonly name: string;
  /** In the order in which they look at a request, after the rate limit. */
  readonly managedRules: readonly ManagedRules[];
  readonly rateLimit: { readonly requestsPerFiveMinutes: number; readonly action: Action };
  readonly logs: {
    /** Must start with `aws-waf-logs-`. */
    readonly groupName: string;
    readonly retentionDays: number;
    readonly encryptionKey: EncryptionKey;
    /** Comes to let WAF write them. */
    readonly policy: WebAclLogPolicy;
    /** Only those that a rule blocked or counted, or all. */
    readonly requests: "matched" | "all";
    /** In lower case; those that hold credentials by their nature are left out anyway. */
    readonly redactedHeaders: readonly string[];
  };
}

/**
 * An AWS WAF web ACL for load balancers: a request passes unless a rule of AWS's groups or the rate limit refuses it
 * (AWS WAF Developer Guide, "AWS Managed Rules for AWS WAF", "Using rate-based rule statements in AWS WAF").
 *
 *     request ─► rate limit ─► managed rules, group by group ─► load balancer
 *                    └──────────────┴─► 403, and a line in the log group
 *
 * Costs money: five US dollars a month, one more for each rule, 0.60 for a million requests, and the logs by the gigabyte.
 */
export class WebAcl extends Construct {
  public readonly resource: Wafv2WebAcl;

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: WebAclProps,
  ) {
    super(scope, id);
    const { name, rateLimit, managedRules } = props;
    this.resource = new Wafv2WebAcl(this, "Resource", {
      name,
      description: `What ${name} refuses`,
      scope: "REGIONAL",
      defaultAction: { allow: {} },
      rule: [rateRule(rateLimit), ...managedRules.map((rules, index) => managedRule(rules, index + 1))],
      visibilityConfig: visibleAs(name),
    });
    this.log();
  }

  /** Puts it before a load balancer, which can have one only. */
  public protect(loadBalancer: ApplicationLoadBalancer): void {
    new Wafv2WebAclAssociation(this, `before-${loadBalancer.node.id}`, {
      resourceArn: loadBalancer.resource.arn,
      webAclArn: this.resource.arn,
    });
  }

  private log(): void {
    const { groupName, retentionDays, encryptionKey, policy, requests, redactedHeaders } = this.props.logs;
    const group = new CloudwatchLogGroup(this, "log-group", {
      name: groupName,
      retentionInDays: retentionDays,
      kmsKeyId: encryptionKey.arn,
    });
    new Wafv2WebAclLoggingConfiguration(this, "logging", {
      resourceArn: this.resource.arn,
      logDestinationConfigs: [group.arn],
      redactedFields: [...new Set([...credentials, ...redactedHeaders])].map((name) => ({ singleHeader: { name } })),
      ...(requests === "matched" && { loggingFilter: onlyMatched }),
      dependsOn: [policy.allow(group)],
    });
  }
}

const credentials = ["authorization", "cookie"];

/** WAF calls it differently where a rule of a managed group is overridden to count only (AWS WAF, `ActionCondition`). */
const matched = ["BLOCK", "COUNT", "EXCLUDED_AS_COUNT"];

const onlyMatched = {
  defaultBehavior: "DROP",
  filter: [
    {
      behavior: "KEEP",
      requirement: "MEETS_ANY",
      condition: matched.map((action) => ({ actionCondition: { action } })),
    },
  ],
};

function rateRule({ requestsPerFiveMinutes, action }: WebAclProps["rateLimit"]): Wafv2WebAclRule {
  return {
    name: "rate-limit",
    priority: 0,
    action: action === "block" ? { block: {} } : { count: {} },
    statement: {
      rate_based_statement: { aggregate_key_type: "IP", limit: requestsPerFiveMinutes, evaluation_window_sec: 300 },
    },
    visibilityConfig: visibleAs("rate-limit"),
  };
}

function managedRule({ name, group, action, excludedRules }: ManagedRules, priority: number): Wafv2WebAclRule {
  return {
    name,
    priority,
    overrideAction: action === "block" ? { none: {} } : { count: {} },
    statement: {
      managed_rule_group_statement: {
        vendor_name: "AWS",
        name: group,
        ...(excludedRules.length > 0 && {
          rule_action_override: [...new Set(excludedRules)].map((rule) => ({
            name: rule,
            action_to_use: { count: {} },
          })),
        }),
      },
    },
    visibilityConfig: visibleAs(name),
  };
}

function visibleAs(metricName: string): Wafv2WebAclRule["visibilityConfig"] {
  return { metricName, cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true };
}
