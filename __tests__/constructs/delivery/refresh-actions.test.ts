import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { expect, test } from "@jest/globals";

import { refreshActions } from "../../../src/constructs/delivery/refresh-actions";
import { everyStack } from "../../support/environments";

/** Types of resources and data sources that the code can make, as Terraform calls them. */
function importedTypes(): string[] {
  const files = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const modules = files.flatMap((file) => [
    ...readFileSync(path.join("src", file), "utf8").matchAll(
      /"@cdktf\/provider-aws\/lib\/(?:data-aws-)?([a-z0-9-]+)"/g,
    ),
  ]);
  const types = modules.map(([, name = ""]) => `aws_${name.replaceAll("-", "_")}`);
  return [...new Set(types)].filter((type) => type !== "aws_provider").sort();
}

function withoutActions(types: readonly string[]): string[] {
  return types.filter((type) => type.startsWith("aws_") && !(type in refreshActions));
}

test("the plan role knows what is asked for every type that a construct may make", () => {
  expect(importedTypes()).toContain("aws_ecs_service");
  expect(withoutActions(importedTypes())).toEqual([]);
});

test("the plan role knows what is asked for every type of every stack", () => {
  const blocks = everyStack().flatMap(({ resources, dataSources }) => [...resources, ...dataSources]);
  expect(withoutActions(blocks.map(({ type }) => type))).toEqual([]);
});

test("a type that no construct makes any more leaves the plan role", () => {
  const made = new Set([...importedTypes(), "aws_secretsmanager_random_password"]);
  expect(Object.keys(refreshActions).filter((type) => !made.has(type))).toEqual([]);
});

test("nothing but reading is asked for, and no data", () => {
  const actions = [...new Set(Object.values(refreshActions).flat())];
  expect(actions.filter((action) => !/:(Describe|Get|List|Validate|View)[A-Za-z]+$/.test(action))).toEqual([]);
  expect(
    actions.filter((action) => /GetObject$|GetSecretValue|Records|Message|LogEvents|Query$|GetItem/.test(action)),
  ).toEqual([]);
});
