import { expect, test } from "@jest/globals";

import type { Attributes } from "../../src/adoption/exported-resource";
import { type Existing, recognize } from "../../src/recovery/recognize";
import { blocksAt } from "../support/blocks";

const existing = (type: string, label: string, attributes: Attributes): Existing => ({ type, label, attributes });

function recognized(resources: Record<string, Attributes>, found: readonly Existing[]): Record<string, unknown> {
  const stack = {
    ...{ account: "111122223333", region: "us-east-1", data: new Map<string, Attributes>() },
    resources: blocksAt(resources),
  };
  const { recognized: known, ambiguous } = recognize(stack, found);
  const told = new Map<string, unknown>();
  for (const [address, { label }] of known) told.set(address, label);
  for (const [address, some] of ambiguous)
    told.set(
      address,
      some.map(({ label }) => label),
    );
  return Object.fromEntries(told);
}

test("one that is recognized makes known what refers to it", () => {
  const network = { vpc_id: "${aws_vpc.it.id}" };
  expect(
    recognized(
      {
        "aws_vpc.it": { cidr_block: "10.0.0.0/16", tags: { Name: "shop" } },
        "aws_subnet.a": { ...network, cidr_block: "10.0.1.0/24" },
        "aws_subnet.b": { ...network, cidr_block: "10.0.2.0/24" },
      },
      [
        existing("aws_subnet", "subnet b", { id: "subnet-b", vpc_id: "vpc-1", cidr_block: "10.0.2.0/24" }),
        existing("aws_vpc", "vpc", { id: "vpc-1", cidr_block: "10.0.0.0/16", tags: { Name: "shop" } }),
      ],
    ),
  ).toEqual({ "aws_vpc.it": "vpc", "aws_subnet.b": "subnet b" });
});

test("keys are told apart by what they encrypt", () => {
  const keys = { "aws_kms_key.data": { description: "data" }, "aws_kms_key.logs": { description: "logs" } };
  const found = [existing("aws_kms_key", "1", { id: "1", description: "logs" })];
  expect(recognized(keys, found)).toEqual({ "aws_kms_key.logs": "1" });
});

test("what two things fit stays open", () => {
  const found = ["1", "2"].map((id) => existing("aws_kms_key", id, { id, description: "data" }));
  expect(recognized({ "aws_kms_key.data": { description: "data" } }, found)).toEqual({
    "aws_kms_key.data": ["1", "2"],
  });
});

test("of a task definition the last revision is meant", () => {
  const found = [3, 12, 4].map((revision) =>
    existing("aws_ecs_task_definition", String(revision), { family: "shop", revision }),
  );
  expect(recognized({ "aws_ecs_task_definition.it": { family: "shop" } }, found)).toEqual({
    "aws_ecs_task_definition.it": "12",
  });
});
