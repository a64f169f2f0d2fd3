import { readdirSync, readFileSync } from "node:fs";

import { describe, expect, test } from "@jest/globals";

import { platforms, synthesizeEverything } from "../support/environments";
import { ProviderBindings } from "../support/provider-bindings";
import type { Synthesized } from "../support/synthesized";

const stacks = platforms.flatMap((platform) => [...synthesizeEverything(platform)]);

const five = new ProviderBindings("@cdktf/provider-aws-5");
const six = new ProviderBindings("@cdktf/provider-aws");

/** Every block of the AWS provider, with the folder of its binding. */
function blocksOf(stack: Synthesized): { readonly at: string; readonly folder: string; readonly block: unknown }[] {
  const parts = [
    ["resource", ""],
    ["data", "data-aws-"],
  ] as const;
  const typed = parts.flatMap(([section, prefix]) =>
    Object.entries((stack.section(section) ?? {}) as Record<string, Record<string, unknown>>)
      .filter(([type]) => type.startsWith("aws_"))
      .flatMap(([type, blocks]) =>
        Object.entries(blocks).map(([id, block]) => ({
          at: `${type}.${id}`,
          folder: `${prefix}${type.replace("aws_", "").replaceAll("_", "-")}`,
          block,
        })),
      ),
  );
  const { aws } = stack.section("provider") as { aws: unknown[] };
  return [...typed, ...aws.map((block) => ({ at: "provider aws", folder: "provider", block }))];
}

test("the bindings are of the tested release, and of the least of 6 that an account may choose", () => {
  expect([five.version, six.version]).toEqual(["5.100.0", "6.25.0"]);
});

describe.each([
  ["5", five],
  ["6", six],
])("the AWS provider %s", (_, bindings) => {
  test.each(stacks)("has every attribute that %s sets, and requires no other", (_name, stack) => {
    const problems = blocksOf(stack).flatMap(({ at, folder, block }) =>
      bindings.problemsOf(folder, block).map((problem) => `${at}: ${problem}`),
    );
    expect(problems).toEqual([]);
  });

  test.each([
    ["an attribute that it does not have", "s3-bucket", { bucketname: "a" }, ["bucketname is unknown"]],
    ["one within a block", "s3-bucket", { logging: [{ target_bucket: "a", to: 1 }] }, ["logging.to is unknown"]],
    ["a required one that is missing", "vpc-endpoint", { service_name: "s3" }, ["vpc_id is required"]],
    ["one within a block that is missing", "s3-bucket", { logging: {} }, ["logging.target_bucket is required"]],
    ["a type that it does not have", "simpledb", {}, ["no such type"]],
  ])("would refuse %s", (_why, folder, block, problems) => {
    expect(bindings.problemsOf(folder, block)).toEqual(problems);
  });
});

/** Every binding that the constructs import. */
const imported = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .flatMap((file) => [...readFileSync(`src/${file}`, "utf8").matchAll(/@cdktf\/provider-aws\/lib\/([\w-]+)/g)])
  .map(([, folder = ""]) => folder);

test("the attributes that 6 removed from the types of constructs are documented", () => {
  const removed = [...new Set(imported)].sort().flatMap((folder) => {
    const kept = new Set(six.attributesOf(folder));
    return five
      .attributesOf(folder)
      .filter((attribute) => !kept.has(attribute))
      .map((attribute) => `aws_${folder.replaceAll("-", "_")}.${attribute}`);
  });
  expect(removed).toEqual([
    "aws_cloudfront_response_headers_policy.etag",
    "aws_ecs_task_definition.inference_accelerator",
    "aws_eip.vpc",
    "aws_flow_log.log_group_name",
  ]);
  const page = readFileSync("docs/operating/updating.md", "utf8");
  expect(removed.filter((attribute) => !page.includes(`\`${attribute}\``))).toEqual([]);
});

test("what 6 added is unknown to 5", () => {
  const elsewhere = { region: "us-west-2" };
  expect([five.problemsOf("eip", elsewhere), six.problemsOf("eip", elsewhere)]).toEqual([["region is unknown"], []]);
});
