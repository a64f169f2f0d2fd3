import { describe, expect, test } from "@jest/globals";

import { platform } from "../../../environments";
import { costPages } from "../../../src/operations/docs/cost-page";
import { synthesizedStacks } from "../../support/environments";

const stacks = synthesizedStacks(platform);

function pagesWithout(...names: readonly string[]): ReturnType<typeof costPages> {
  return costPages(stacks.filter(({ name }) => !names.includes(name)));
}

function sectionsWithout(...names: readonly string[]): string[] {
  return Object.keys(pagesWithout(...names)["docs/cost.md"] ?? {});
}

describe("the computed parts of docs/cost.md", () => {
  test("compare staging with production", () => {
    expect(sectionsWithout()).toEqual(["summary", "requirement", "difference", "bills", "assumptions"]);
  });

  test.each(["finance-app-staging", "finance-app-production", "foundation-finance-app"])(
    "compare nothing without %s",
    (name) => {
      expect(sectionsWithout(name)).toEqual(["summary", "bills", "assumptions"]);
    },
  );
});
