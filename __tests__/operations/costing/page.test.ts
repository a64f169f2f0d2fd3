import { describe, expect, test } from "@jest/globals";

import { costPages } from "../../../src/operations/costing/page";
import { synthesizedStacks } from "../../support/environments";

const stacks = synthesizedStacks();

function sectionsWithout(...names: readonly string[]): string[] {
  const left = stacks.filter(({ name }) => !names.includes(name));
  return Object.keys(costPages(left)["docs/cost.md"] ?? {});
}

describe("the computed parts of docs/cost.md", () => {
  test("compare staging with production", () => {
    expect(sectionsWithout()).toEqual(["summary", "requirement", "difference", "bills", "assumptions"]);
  });

  test.each(["finance-app-staging", "finance-app-production"])("compare nothing without %s", (name) => {
    expect(sectionsWithout(name)).toEqual(["summary", "bills", "assumptions"]);
  });
});
