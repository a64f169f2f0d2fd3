import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { CloudwatchLogResourcePolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-resource-policy";
import { Lazy } from "cdktf";
import { Construct } from "constructs";

import type { AwsLocation } from "../iam/aws-location";
import { policyDocument } from "../iam/policy-document";

export interface WebAclLogPolicyProps {
  readonly name: string;
  readonly location: AwsLocation;
}

/**
 * Lets AWS WAF write the logs of web ACLs, those of its own account and into the given log groups only. Without it WAF
 * would add a policy of its own, which nothing removes. One for all web ACLs of an environment, because CloudWatch
 * Logs takes ten such policies in a region of an account (Amazon CloudWatch Logs, "CloudWatch Logs quotas").
 *
 * Costs nothing.
 */
export class WebAclLogPolicy extends Construct {
  private readonly resource: CloudwatchLogResourcePolicy;
  private readonly groups: CloudwatchLogGroup[] = [];

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: WebAclLogPolicyProps,
  ) {
    super(scope, id);
    this.resource = new CloudwatchLogResourcePolicy(this, "Resource", {
      policyName: props.name,
      policyDocument: Lazy.stringValue({ produce: () => this.document }),
    });
  }

  /** @returns What a web ACL that writes there has to wait for. */
  public allow(group: CloudwatchLogGroup): CloudwatchLogResourcePolicy {
    this.groups.push(group);
    return this.resource;
  }

  private get document(): string {
    const { account, region } = this.props.location;
    return policyDocument([
      {
        sid: "WafWrites",
        actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
        resources: this.groups.map(({ arn }) => `${arn}:*`),
        principals: { Service: "delivery.logs.amazonaws.com" },
        conditions: {
          StringEquals: { "aws:SourceAccount": account },
          ArnLike: { "aws:SourceArn": `arn:aws:logs:${region}:${account}:*` },
        },
      },
    ]);
  }
}
