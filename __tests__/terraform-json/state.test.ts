import { expect, test } from "@jest/globals";

import { attributesOf, instanceAddresses, managedAddresses, managedIn } from "../../src/terraform-json/state";

const resource = { mode: "managed" as const, type: "aws_efs_mount_target", name: "each" };
const resources = [
  { ...resource, instances: [{ index_key: "subnet-a", attributes: { id: "fsmt-1" } }, { index_key: 0 }] },
  { ...resource, name: "alone", instances: [{}] },
  { ...resource, mode: "data" as const, instances: [{ attributes: { id: "fsmt-2" } }] },
];

test("the addresses of a state's resources are sorted, without keys and data sources", () => {
  expect(managedAddresses({ resources })).toEqual(["aws_efs_mount_target.alone", "aws_efs_mount_target.each"]);
});

test("the addresses of instances have their keys", () => {
  expect(instanceAddresses({ resources })).toEqual([
    'aws_efs_mount_target.each["subnet-a"]',
    "aws_efs_mount_target.each[0]",
    "aws_efs_mount_target.alone",
  ]);
});

test("the attributes of a type are those of every instance", () => {
  expect(attributesOf({ resources }, "aws_efs_mount_target")).toEqual([{ id: "fsmt-1" }, {}, {}]);
  expect(attributesOf({ resources }, "aws_lb")).toEqual([]);
});

test("a state that is not there has nothing", () => {
  expect(managedIn(undefined)).toEqual([]);
});
