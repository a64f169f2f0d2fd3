import { describe, expect, test } from "@jest/globals";

import { blockAt } from "../../../src/terraform-json/block";
import { references } from "../../../src/recovery/recognize";
import { completedState, withUnread } from "../../../src/operations/recover/completed-state";
import type { StoredState } from "../../../src/operations/state/state-text";

const addition = {
  ...{ address: "aws_vpc.it", type: "aws_vpc", provider: 'provider["registry.terraform.io/hashicorp/aws"]' },
  instance: { schema_version: 1, attributes: { id: "vpc-1" } },
};

describe("a completed state", () => {
  const before: StoredState = {
    ...{ version: 4, serial: 7, lineage: "one" },
    resources: [
      { mode: "managed", type: "aws_kms_key", name: "it", instances: [{ status: "tainted", attributes: { id: "1" } }] },
      {
        mode: "managed",
        type: "aws_db_instance",
        name: "it",
        instances: [{ status: "tainted", attributes: { id: "db", status: "failed" } }],
      },
      { mode: "managed", type: "aws_lb", name: "it", instances: [{ status: "tainted", attributes: {} }] },
    ],
  };

  test("continues the one before, with what was found and without the marks of what can be completed", () => {
    const after = completedState(before, [addition]);
    expect(after).toMatchObject({ serial: 8, lineage: "one" });
    expect(after.resources.map(({ type, instances }) => [type, instances[0]?.status])).toEqual([
      ["aws_kms_key", undefined],
      ["aws_db_instance", "tainted"],
      ["aws_lb", "tainted"],
      ["aws_vpc", undefined],
    ]);
    expect(after.resources[3]).toEqual({
      mode: "managed",
      type: "aws_vpc",
      name: "it",
      provider: 'provider["registry.terraform.io/hashicorp/aws"]',
      instances: [{ schema_version: 1, attributes: { id: "vpc-1" } }],
    });
  });

  test("begins a lineage where there was none", () => {
    const { serial, lineage } = completedState(undefined, [addition]);
    expect(serial).toBe(1);
    expect(lineage).toMatch(/^[0-9a-f-]{36}$/);
  });
});

test("what AWS does not tell is taken from the configuration, as far as it is simple and stored", () => {
  const said = { skip_final_snapshot: false, instance_class: "db.t3.micro", port: "5432" };
  const body = { ...said, password_wo: "x", tags: { a: "b" } };
  const resource = blockAt("aws_db_instance.it", body, "us-east-1");
  const stack = { account: "1", region: "us-east-1", resources: [resource], data: new Map() };
  const simple = new Map([
    ["skip_final_snapshot", "bool"],
    ["instance_class", "string"],
    ["port", "number"],
  ] as const);
  const instance = {
    schema_version: 2,
    attributes: { id: "shop", skip_final_snapshot: null, instance_class: "db.t3.large" },
  };
  expect(withUnread(instance, resource, { version: 2, simple }, references(stack, new Map())).attributes).toEqual({
    id: "shop",
    skip_final_snapshot: false,
    instance_class: "db.t3.large",
  });
});
