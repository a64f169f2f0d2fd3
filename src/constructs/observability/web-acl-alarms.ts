import type { Construct } from "constructs";

import type { WebAcl } from "../ingress/web-acl";
import { Alarms, type AlarmsProps, type Threshold } from "./alarms";

export interface WebAclAlarmsProps extends AlarmsProps {
  readonly webAcl: WebAcl;
  readonly region: string;
  /** In five minutes. */
  readonly blockedRequests: Threshold;
}

/**
 * How much a web ACL refuses: an attack, or customers that a rule takes for one (AWS WAF, "Metrics and dimensions").
 *
 * Costs money: an alarm on one metric.
 */
export class WebAclAlarms extends Alarms {
  public constructor(scope: Construct, id: string, props: WebAclAlarmsProps) {
    super(scope, id, props);
    const { webAcl, region, blockedRequests } = props;
    if (blockedRequests === "none") return;
    this.add("blocked-requests", {
      description: `WAF has refused ${blockedRequests} requests or more within five minutes. Its log group names the rule and who asked. If these are customers, let that rule only count (webAcl.managedRules.….excludedRules); if it is an attack, it is being refused, and nothing is left to do but watch the services.`,
      metric: {
        namespace: "AWS/WAFV2",
        name: "BlockedRequests",
        dimensions: { WebACL: webAcl.resource.name, Region: region, Rule: "ALL" },
        statistic: "Sum",
      },
      threshold: { atLeast: blockedRequests },
      periodMinutes: 5,
      periods: { alarming: 1, of: 1 },
      missingData: "notBreaching", // nothing was refused
    });
  }
}
