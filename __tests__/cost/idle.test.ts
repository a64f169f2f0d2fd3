import { expect, test } from "@jest/globals";

import { idlePrice } from "../../src/cost/idle";
import { listPrices } from "../../src/operations/cost/list-prices";

const priceOf = (type: string, body: object = {}, region = "us-east-1"): number | undefined =>
  idlePrice({ type, region, body: { ...body } }, listPrices);

test.each<[string, object, number]>([
  ["aws_kms_key", {}, 1],
  ["aws_secretsmanager_secret", {}, 0.4],
  ["aws_nat_gateway", {}, 32.85],
  ["aws_eip", {}, 3.65],
  ["aws_vpc_endpoint", { vpc_endpoint_type: "Interface", subnet_ids: ["subnet-1", "subnet-2"] }, 14.6],
  ["aws_vpc_endpoint", { vpc_endpoint_type: "Gateway" }, 0],
  ["aws_iam_role", {}, 0],
])("an unused %s of %j costs what it costs by the hour alone", (type, body, dollars) => {
  expect(priceOf(type, body)).toBeCloseTo(dollars, 2);
});

test("what depends on what is not known is not priced", () => {
  expect(priceOf("aws_s3_bucket")).toBeUndefined();
  expect(priceOf("aws_instance")).toBeUndefined();
  expect(priceOf("aws_db_instance", { engine: "postgres" })).toBeUndefined();
  expect(priceOf("aws_kms_key", {}, "mars-1")).toBeUndefined();
});
