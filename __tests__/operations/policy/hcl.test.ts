import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { toHcl } from "../../../src/operations/policy/hcl";

function bucket(body: Record<string, unknown>): string {
  return toHcl({ resource: { aws_s3_bucket: { logs: body } } });
}

describe("a stack in Terraform's native syntax", () => {
  test("has every resource, data source, provider and local", () => {
    const hcl = toHcl({
      resource: { aws_s3_bucket: { logs: { bucket: "logs" } } },
      data: { aws_vpc: { main: { default: true } } },
      provider: { aws: [{ region: "us-east-1" }, { alias: "far", region: "us-west-2" }] },
      locals: { answer: 42 },
    });
    expect(hcl.split("\n")).toEqual([
      'provider "aws" {',
      'region = "us-east-1"',
      "}",
      'provider "aws" {',
      'alias = "far"',
      'region = "us-west-2"',
      "}",
      'resource "aws_s3_bucket" "logs" {',
      'bucket = "logs"',
      "}",
      'data "aws_vpc" "main" {',
      "default = true",
      "}",
      "locals {",
      "answer = 42",
      "}",
      "",
    ]);
  });

  test("writes objects and lists of objects as nested blocks, and maps as maps", () => {
    const hcl = bucket({ rule: [{ id: "a" }, { id: "b" }], versioning: { enabled: true }, tags: { Name: "logs" } });
    expect(hcl).toContain(
      'rule {\nid = "a"\n}\nrule {\nid = "b"\n}\nversioning {\nenabled = true\n}\ntags = {\n"Name" = "logs"\n}',
    );
  });

  test("writes out what a string holds as JSON, with its references", () => {
    const policy = JSON.stringify({ Statement: [{ Action: ["s3:*"], Resource: ["${aws_s3_bucket.logs.arn}/*"] }] });
    expect(bucket({ policy })).toContain(
      'policy = {\n"Statement" = [{\n"Action" = ["s3:*"]\n"Resource" = ["${aws_s3_bucket.logs.arn}/*"]\n}]\n}',
    );
  });

  test("leaves a string alone that only looks like JSON", () => {
    expect(bucket({ pattern: "{ $.level = error }" })).toContain('pattern = "{ $.level = error }"');
  });

  test("escapes text, but no expression within it", () => {
    expect(bucket({ a: 'say "${join("-", [local.b])}"\n', b: "$${no}", c: "100% $" })).toContain(
      'a = "say \\"${join("-", [local.b])}\\"\\n"\nb = "$${no}"\nc = "100% $"',
    );
  });

  test("leaves out cdktf's own notes", () => {
    expect(bucket({ "//": { metadata: { path: "x" } } })).not.toContain("metadata");
  });

  test("keeps any text without expressions", () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !/[$%]\{|^\s*[{[]/.test(text)),
        (text) => {
          expect(bucket({ bucket: text })).toContain(`\nbucket = ${JSON.stringify(text)}\n}`);
        },
      ),
    );
  });
});
