import { expect, test } from "@jest/globals";

import { affectedStacks, formatted } from "../../../src/operations/commands/affected";
import { workflowMatrix } from "../../../src/operations/affected/workflow-matrix";
import { SynthesizedStack } from "../../../src/operations/synth/synthesized-stack";
import type { TerraformJson } from "../../../src/terraform-json/configuration";

function stack(name: string, resource: TerraformJson["resource"] = {}): SynthesizedStack {
  const s3 = { bucket: "states", key: name, region: "us-east-1", allowed_account_ids: ["111122223333"] };
  return new SynthesizedStack(name, "", { terraform: { backend: { s3 } }, resource });
}
const bucket = { aws_s3_bucket: { state: { bucket: "states" } } };
const roleNames = ["shop-github-plan", "shop-staging-github-apply"];
const foundation = stack("foundation-shop", {
  ...bucket,
  aws_iam_role: Object.fromEntries(roleNames.map((name) => [name, { name }])),
});
const staging = stack("shop-staging", { aws_sns_topic: { topic: { name: "a" } } });

test("a stack is affected when its JSON differs, or when it is new", () => {
  const changed = stack("shop-staging", { aws_sns_topic: { topic: { name: "b" } } });
  const added = stack("shop-demo");

  expect(affectedStacks([foundation, staging], [foundation, staging])).toEqual([]);
  expect(affectedStacks([foundation, staging], [foundation, changed, added])).toEqual([changed, added]);
});

test("the order of attributes does not matter, nor does a stack that is gone", () => {
  const one = stack("shop-staging", { aws_sns_topic: { topic: { name: "a", display_name: "A" } } });
  const other = stack("shop-staging", { aws_sns_topic: { topic: { display_name: "A", name: "a" } } });

  expect(affectedStacks([one, stack("shop-demo")], [other])).toEqual([]);
});

test("a job knows the roles of its stack, and has none to deploy a foundation with", () => {
  expect(workflowMatrix([foundation, staging], [foundation, staging])).toEqual({
    include: [
      {
        stack: "foundation-shop",
        region: "us-east-1",
        planRole: "arn:aws:iam::111122223333:role/shop-github-plan",
        applyRole: "",
      },
      {
        stack: "shop-staging",
        region: "us-east-1",
        planRole: "arn:aws:iam::111122223333:role/shop-github-plan",
        applyRole: "arn:aws:iam::111122223333:role/shop-staging-github-apply",
      },
    ],
  });
});

test("what the account's workflows do not deploy has no role to be deployed with", () => {
  const { include } = workflowMatrix([foundation, stack("shop-demo")], [stack("shop-demo")]);
  expect(include).toMatchObject([{ stack: "shop-demo", applyRole: "" }]);
});

test("an account without workflows has no job, and its stacks are told as left out", () => {
  const closed = stack("foundation-shop", bucket);
  const stacks = [closed, staging];
  expect(formatted(stacks, stacks, "matrix")).toBe('{"include":[]}\n');
  expect(formatted(stacks, stacks, "unplanned")).toBe("foundation-shop, shop-staging\n");
  expect(formatted([foundation, staging], [staging], "unplanned")).toBe("\n");
});

test("production comes last, even where staging is protected too", () => {
  const [production, kept] = ["shop-production", "shop-staging"].map((name) =>
    stack(name, { aws_db_instance: { database: { deletion_protection: true } } }),
  ) as [SynthesizedStack, SynthesizedStack];

  const { include } = workflowMatrix([production, kept, foundation], [production, kept, foundation]);
  expect(include.map((job) => job.stack)).toEqual(["foundation-shop", "shop-staging", "shop-production"]);
});

test("what is protected comes last", () => {
  const production = stack("shop-a-production", {
    aws_db_instance: { database: { deletion_protection: true } },
  });

  const { include } = workflowMatrix([production, foundation, staging], [production, foundation, staging]);
  expect(include.map((job) => job.stack)).toEqual(["foundation-shop", "shop-staging", "shop-a-production"]);
});
