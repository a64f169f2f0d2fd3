import { describe, expect, test } from "@jest/globals";

import { costPages } from "../../../src/operations/docs/cost-page";
import { products } from "../../products";
import { synthesizedStacks } from "../../support/environments";

const stacks = synthesizedStacks(products);

function sections(names: readonly string[]): Readonly<Record<string, string>> {
  return costPages(stacks.filter(({ name }) => names.includes(name)))["docs/cost.md"] ?? {};
}

describe("the computed parts of docs/cost.md", () => {
  test("have a bill of every stack", () => {
    const bills = sections(stacks.map(({ name }) => name)).bills ?? "";

    expect(bills.match(/^### .+$/gm)).toEqual(stacks.map(({ name }) => `### ${name}`));
  });

  test("compare the environments of one product, the dearer one with the cheaper one", () => {
    expect(sections(["shop-staging", "shop-production"]).differences).toMatch(
      /^```text\nFrom shop-staging to shop-production: a month in US dollars\n/,
    );
  });

  test("compare no environments of different products, and no foundations", () => {
    const others = stacks.map(({ name }) => name).filter((name) => !["shop-staging", "atlas-lab"].includes(name));

    expect(sections(others).differences).toBe("No product has two environments.");
  });
});
