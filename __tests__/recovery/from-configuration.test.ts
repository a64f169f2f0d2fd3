import { expect, test } from "@jest/globals";

import type { Attributes } from "../../src/adoption/exported-resource";
import type { Stack } from "../../src/adoption/stack";
import { namedSeed } from "../../src/recovery/from-configuration";
import { references } from "../../src/recovery/recognize";
import { blockAt } from "../../src/terraform-json/block";

const region = "us-east-1";

/** What a single resource is read by, with what is known of others. */
function seedOf(type: string, body: Attributes, data: Record<string, Attributes> = {}): Attributes | undefined {
  const resource = blockAt(`${type}.it`, body, region);
  const stack: Stack = { account: "111122223333", region, resources: [resource], data: new Map(Object.entries(data)) };
  return namedSeed(resource, references(stack, new Map()), stack)?.attributes;
}

test.each<[string, Attributes, Attributes]>([
  ["aws_iam_role", { name: "shop" }, { id: "shop", name: "shop" }],
  ["aws_iam_policy", { name: "shop" }, { id: "arn:aws:iam::111122223333:policy/shop" }],
  ["aws_ecs_cluster", { name: "shop" }, { id: "arn:aws:ecs:us-east-1:111122223333:cluster/shop" }],
  [
    "aws_iam_openid_connect_provider",
    { url: "https://token.actions.githubusercontent.com" },
    { id: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" },
  ],
  [
    "aws_ssm_parameter",
    { name: "/shop/flags", type: "SecureString", value_wo: "unset", value_wo_version: 1 },
    { id: "/shop/flags", has_value_wo: true, value_wo_version: 1 },
  ],
  ["aws_cloudwatch_log_delivery_source", { name: "shop" }, { name: "shop" }],
])("%s is read by its name", (type, body, expected) => {
  expect(seedOf(type, body)).toMatchObject(expected);
});

test("a route is read by its table and a checksum of its destination, as soon as the table is known", () => {
  const body = { route_table_id: "${aws_route_table.private.id}", destination_cidr_block: "0.0.0.0/0" };
  expect(seedOf("aws_route", body)).toBeUndefined();
  expect(seedOf("aws_route", body, { "aws_route_table.private": { id: "rtb-1" } })).toEqual({
    id: "r-rtb-11080289494",
    route_table_id: "rtb-1",
    destination_cidr_block: "0.0.0.0/0",
  });
});

test.each<[string, Attributes]>([
  ["aws_s3_bucket_policy", { bucket: "shop" }],
  ["aws_vpc", { cidr_block: "10.0.0.0/16" }],
  ["aws_route53_record", { zone_id: "Z1", name: "a.shop.com", type: "CNAME", allow_overwrite: true }],
])("%s has no name that must be free", (type, body) => {
  expect(seedOf(type, body)).toBeUndefined();
});
