import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { expect, test } from "@jest/globals";
import { Construct } from "constructs";

import { useProvider } from "../../src/terraform/placement";
import { synthesize } from "../support/synthesized";

test("what is below a scope belongs to the other provider, what is beside it does not", () => {
  const stack = synthesize((scope) => {
    const elsewhere = new Construct(scope, "elsewhere");
    useProvider(elsewhere, new AwsProvider(scope, "other", { region: "us-west-2", alias: "us-west-2" }));
    new SnsTopic(elsewhere, "topic", {});
    new DataAwsRegion(elsewhere, "region", {});
    new SnsTopic(scope, "here", {});
  });

  expect(stack.resources("aws_sns_topic")["elsewhere/topic"]).toMatchObject({ provider: "aws.us-west-2" });
  expect(stack.data("aws_region")["elsewhere/region"]).toMatchObject({ provider: "aws.us-west-2" });
  expect(stack.resources("aws_sns_topic").here).not.toHaveProperty("provider");
});
