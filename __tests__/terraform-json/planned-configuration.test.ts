import { expect, test } from "@jest/globals";

import { blocksOfPlan } from "../../src/terraform-json/planned-configuration";

test("a plan's configuration is read as blocks, with references for what is not constant", () => {
  const blocks = blocksOfPlan(
    [
      {
        address: "aws_lb.load-balancers_public_load-balancer_CC04F37D",
        provider_config_key: "aws.us-west-2",
        expressions: {
          internal: { constant_value: false },
          security_groups: { references: ["aws_security_group.a.id", "aws_security_group.a", "aws_security_group.b"] },
          access_logs: [{ bucket: { references: ["aws_s3_bucket.logs.bucket", "aws_s3_bucket.logs"] } }],
          name: {},
        },
      },
      { address: "data.aws_vpc.network", provider_config_key: undefined, expressions: {} },
    ],
    { "aws.us-west-2": { alias: "us-west-2", expressions: { region: { constant_value: "us-west-2" } } } },
  );
  expect(blocks.all.map(({ address, region, path, body }) => [address, region, path.part, body])).toEqual([
    [
      "aws_lb.load-balancers_public_load-balancer_CC04F37D",
      "us-west-2",
      "loadBalancers.public",
      {
        internal: false,
        security_groups: "${aws_security_group.a.id, aws_security_group.b}",
        access_logs: [{ bucket: "${aws_s3_bucket.logs.bucket}" }],
        name: {},
      },
    ],
    ["data.aws_vpc.network", "", "network", {}],
  ]);
});
