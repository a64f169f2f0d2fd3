import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { expect, test } from "@jest/globals";

import { WebAclLogPolicy } from "../../../src/constructs/ingress/web-acl-log-policy";
import { location } from "../../support/location";
import { policy, synthesize } from "../../support/synthesized";

test("one policy lets WAF write into every log group that it is given, from its own account only", () => {
  const stack = synthesize((scope) => {
    const logPolicy = new WebAclLogPolicy(scope, "policy", { name: "shop-web-acl-logs", location });
    for (const name of ["public", "partners"]) {
      logPolicy.allow(new CloudwatchLogGroup(scope, name, { name: `aws-waf-logs-shop-${name}` }));
    }
  });

  const resource = stack.only("aws_cloudwatch_log_resource_policy");
  expect(resource.policy_name).toBe("shop-web-acl-logs");
  expect(policy(resource.policy_document).Statement).toEqual([
    {
      Sid: "WafWrites",
      Effect: "Allow",
      Principal: { Service: "delivery.logs.amazonaws.com" },
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: ["public", "partners"].map((group) => `${stack.reference("aws_cloudwatch_log_group", group, "arn")}:*`),
      Condition: {
        StringEquals: { "aws:SourceAccount": "111122223333" },
        ArnLike: { "aws:SourceArn": "arn:aws:logs:us-east-1:111122223333:*" },
      },
    },
  ]);
});
