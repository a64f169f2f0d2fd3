import { readFileSync } from "node:fs";

import { expect, test } from "@jest/globals";
import { Testing } from "cdktf";

import { accountSchema } from "../../src/config/account";
import { EnvironmentStack } from "../../src/stacks/environment-stack";
import { FoundationStack } from "../../src/stacks/foundation-stack";
import { checked, validAccount } from "../support/platform";
import { Synthesized } from "../support/synthesized";

/** The stacks of an account that says no more than it must and these settings. */
function stacksOf(settings: object): Synthesized[] {
  const account = accountSchema.parse({ ...validAccount(), ...settings });
  const [environment] = checked().environments;
  if (!environment) throw new Error("there is no environment");
  const app = Testing.app();
  return [new FoundationStack(app, account, [environment]), new EnvironmentStack(app, environment, account)].map(
    (stack) => new Synthesized(stack),
  );
}

const versionsOf = (stacks: readonly Synthesized[]): unknown[] =>
  stacks.map(
    (stack) => (stack.section("terraform") as { required_providers: { aws: unknown } }).required_providers.aws,
  );

test("every stack asks for exactly the AWS provider that its account chose, and differs in nothing else", () => {
  const [tested, chosen] = [stacksOf({}), stacksOf({ awsProviderVersion: "6.30.1" })];

  expect(versionsOf(tested)).toEqual(tested.map(() => ({ source: "aws", version: "5.100.0" })));
  expect(versionsOf(chosen)).toEqual(chosen.map(() => ({ source: "aws", version: "6.30.1" })));
  expect(chosen.map((stack) => stack.text())).toEqual(
    tested.map((stack) => stack.text().replace('"version":"5.100.0"', '"version":"6.30.1"')),
  );
});

test("a stack accepts Terraform from the release in .terraform-version on", () => {
  const least = readFileSync(".terraform-version", "utf8").trim();
  for (const stack of stacksOf({}))
    expect(stack.section("terraform")).toMatchObject({ required_version: `>= ${least}, < 2` });
});
