import { expect, test } from "@jest/globals";

import { synthesizeEverything } from "./support/environments";
import type { Synthesized } from "./support/synthesized";
import committed from "./stateful-addresses.json";

/** What holds something that a new one would not have: data, a key, or a name that others have written down. */
const statefulTypes = [
  "aws_cloudwatch_log_group",
  "aws_db_instance",
  "aws_ecr_repository",
  "aws_iam_openid_connect_provider",
  "aws_kms_key",
  "aws_lb",
  "aws_route53_zone",
  "aws_s3_bucket",
  "aws_secretsmanager_secret",
  "aws_ssm_parameter",
  "aws_vpc",
];

const stacks = synthesizeEverything();
const known = committed as Record<string, string[]>;

function stateful(synthesized: Synthesized): string[] {
  return synthesized.addresses().filter((address) => statefulTypes.includes(address.split(".")[0] ?? ""));
}

/** Addresses that a `moved` or `removed` block speaks of: they went on purpose. */
function accountedFor(synthesized: Synthesized): string[] {
  const blocks = ["moved", "removed"].flatMap((name) => (synthesized.section(name) ?? []) as { from: string }[]);
  return blocks.map(({ from }) => from);
}

test.each(Object.keys(known))("%s has lost no stateful address without a moved or removed block", (name) => {
  const synthesized = stacks.get(name);
  const there = synthesized ? [...stateful(synthesized), ...accountedFor(synthesized)] : [];

  expect(known[name]?.filter((address) => !there.includes(address))).toEqual([]);
});

test("every stateful address is in the list, so that it cannot get lost unnoticed", () => {
  const unlisted = [...stacks].flatMap(([name, synthesized]) =>
    stateful(synthesized).filter((address) => !known[name]?.includes(address)),
  );

  expect(unlisted).toEqual([]);
});
