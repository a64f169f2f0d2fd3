import { expect, test } from "@jest/globals";

import { seedsOf } from "../../src/recovery/from-arn";

const ec2 = "arn:aws:ec2:us-east-1:111122223333";
const elb = "arn:aws:elasticloadbalancing:us-east-1:111122223333";

test.each<[string, Record<string, unknown>]>([
  [`${ec2}:vpc/vpc-1`, { aws_vpc: { id: "vpc-1" } }],
  [`${ec2}:vpc-endpoint/vpce-1`, { aws_vpc_endpoint: { id: "vpce-1" } }],
  [
    `${ec2}:security-group-rule/sgr-1`,
    { aws_vpc_security_group_egress_rule: { id: "sgr-1" }, aws_vpc_security_group_ingress_rule: { id: "sgr-1" } },
  ],
  ["arn:aws:kms:us-east-1:111122223333:key/0a", { aws_kms_key: { id: "0a" } }],
  ["arn:aws:cloudfront::111122223333:distribution/E1", { aws_cloudfront_distribution: { id: "E1" } }],
  [
    "arn:aws:cloudwatch:us-east-1:111122223333:alarm:shop/api: errors/5xx",
    {
      aws_cloudwatch_composite_alarm: { id: "shop/api: errors/5xx" },
      aws_cloudwatch_metric_alarm: { id: "shop/api: errors/5xx" },
    },
  ],
  [`${elb}:loadbalancer/app/shop/0a`, { aws_lb: { id: `${elb}:loadbalancer/app/shop/0a` } }],
  [
    "arn:aws:ecs:us-east-1:111122223333:service/shop/api",
    { aws_ecs_service: { name: "api", cluster: "arn:aws:ecs:us-east-1:111122223333:cluster/shop" } },
  ],
  [
    "arn:aws:ecs:us-east-1:111122223333:task-definition/shop-api:7",
    { aws_ecs_task_definition: { id: "shop-api", family: "shop-api", revision: 7 } },
  ],
  ["arn:aws:sns:us-east-1:111122223333:shop", { aws_sns_topic: { id: "arn:aws:sns:us-east-1:111122223333:shop" } }],
  [
    "arn:aws:wafv2:us-east-1:111122223333:regional/webacl/shop/0a",
    { aws_wafv2_web_acl: { id: "0a", name: "shop", scope: "REGIONAL" } },
  ],
  ["arn:aws:ecs:us-east-1:111122223333:task/shop/0a", {}],
  ["arn:aws:iam::111122223333:constructor/shop", {}],
  ["no ARN", {}],
])("%s is read as what it is", (arn, expected) => {
  const seeds = Object.fromEntries(seedsOf(arn).map(({ type, attributes }) => [type, attributes]));
  expect(Object.keys(seeds)).toEqual(Object.keys(expected));
  expect(seeds).toMatchObject(expected);
});
