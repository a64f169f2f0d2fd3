import { describe, expect, test } from "@jest/globals";

import { defaultAssumptions } from "../../src/cost/assumptions";
import { compare } from "../../src/cost/compare";
import { estimate, type Estimate } from "../../src/cost/estimate";
import { listPrices } from "../../src/operations/cost/list-prices";
import { regionAdvice, totalIn, totalText } from "../../src/cost/total";
import { costSection, monthText } from "../../src/operations/docs/cost-section";
import { overview } from "../../src/documentation/sections/overview";
import { costDifference } from "../../src/operations/cost/difference";
import { comparisonReport, estimateReport } from "../../src/operations/cost/bill";
import { stackOf as documentedStack } from "../documentation/stack";
import { stackOf } from "../operations/support/stack";
import { priced, resource } from "../support/priced";

const key = resource("aws_kms_key", "main");
const elsewhere = [resource("aws_kms_key", "copy", {}, "us-east-2")];
const none = priced(elsewhere);
const some = priced([key, ...elsewhere]);
const all = priced([key]);
const nothing = priced([]);

describe("a total", () => {
  test.each([
    ["says so where nothing of it is priced", none, "not priced"],
    ["is a lower bound where something is not priced", some, `at least ${all.total.toFixed(2)}`],
    ["is one where everything is priced", all, `about ${all.total.toFixed(2)}`],
    ["of nothing is nothing", nothing, "about 0.00"],
  ])("%s", (_, { total, items, notPriced }, text) => {
    expect(totalText(totalIn({ total, items, notPriced }), "about ")).toBe(text);
  });

  test("a region without prices is said once, with what to do", () => {
    const items = none.notPriced.length;
    expect(items).toBeGreaterThan(0);
    expect(regionAdvice([...none.notPriced, ...none.notPriced])).toEqual([
      `us-east-2 has no prices, so ${2 * items} items are not priced: add it to the prices (docs/cost.md says how).`,
    ]);
  });

  test("a price that is missing in a known region is none of these", () => {
    const lacking = { ...listPrices, regions: new Map([["us-east-1", new Map()]]) };
    const { notPriced } = estimate([key], lacking, defaultAssumptions);
    expect(notPriced[0]?.reason).toBe("the price table has no kms.key for us-east-1");
    expect(regionAdvice(notPriced)).toEqual([]);
  });
});

describe("pages", () => {
  const page = (shown: Estimate): string => {
    const section = costSection("test", shown);
    return `${overview(documentedStack({}, { cost: { month: monthText(shown), section } }))}\n${section}`;
  };

  test("have no zero where nothing is priced", () => {
    expect(page(none)).toMatch(/a month +\| not priced \(\d+ items; `us-east-2` has no prices\)/);
    expect(page(none)).not.toContain("0.00");
    expect(page(none)).toContain("us-east-2 has no prices, so");
  });

  test("say how much of a total is missing", () => {
    expect(page(some)).toMatch(/a month +\| at least \d\.\d\d US dollars \(2 items are not priced; `us-east-2`/);
    expect(page(some)).toMatch(/\| total +\| at least \d\.\d\d \|/);
  });

  test("say no more where everything is priced", () => {
    expect(page(all)).toMatch(/a month +\| about \d\.\d\d US dollars +\|/);
    expect(page(all)).not.toContain("not priced");
  });
});

describe("the command", () => {
  test("groups what a region lacks, and calls no unknown total a zero", () => {
    const text = estimateReport({ environment: "shop", ...none });
    expect(text).toMatch(/│ total .*│ not priced │/);
    expect(text).toContain("shop is not priced: 0 resources are priced, 2 items are not priced, 0 are free.");
    expect(text).not.toContain("aws_kms_key.copy");
    expect(text).toContain("WARNING: the total is incomplete: 2 items are not priced.");
  });

  test("warns in a comparison of what was not priced before either", () => {
    const text = comparisonReport("before", "after", compare(some, some));
    expect(text).toContain("Nothing differs of what is priced.");
    expect(text).toContain("WARNING: the totals are incomplete: items not priced: 2 before, 2 after.");
    expect(comparisonReport("before", "after", compare(all, none))).toMatch(
      /│ total .*│ +1\.03 │ not priced │ not priced │/,
    );
    expect(comparisonReport("before", "after", compare(all, all))).not.toContain("WARNING");
  });
});

describe("a review", () => {
  const at = (region: string, resource: Record<string, Record<string, object>>): ReturnType<typeof stackOf> => {
    const json = { provider: { aws: [{ region }] }, resource };
    return stackOf("shop", json as Parameters<typeof stackOf>[1]);
  };
  const one = { aws_kms_key: { main: {} } };
  const two = { aws_kms_key: { main: {}, other: {} } };
  const odd = { aws_sqs_queue: { jobs: {} } };

  test.each([
    [
      "everything is priced",
      at("us-east-1", one),
      at("us-east-1", two),
      "about 1.03 → 2.06 US dollars a month (+1.03)",
    ],
    [
      "a region has no prices",
      at("us-east-2", one),
      at("us-east-2", two),
      "not priced; 4 items are not priced (2 of them new; us-east-2 has no prices)",
    ],
    [
      "something was not priced before either",
      at("us-east-1", { ...one, ...odd }),
      at("us-east-1", { ...two, ...odd }),
      "at least 1.03 → at least 2.06, in US dollars a month (+1.03 of what is priced); 1 item is not priced",
    ],
    [
      "what has no price is new",
      at("us-east-1", one),
      at("us-east-1", { ...one, ...odd }),
      "about 1.03 → at least 1.03, in US dollars a month (0.00 of what is priced); 1 item is not priced",
    ],
    [
      "nothing is priced any more",
      at("us-east-1", one),
      at("us-east-1", odd),
      "about 1.03 → not priced, in US dollars a month; 1 item is not priced",
    ],
    [
      "what had no price goes",
      at("us-east-1", { ...one, ...odd }),
      at("us-east-1", one),
      "at least 1.03 → about 1.03, in US dollars a month (0.00 of what is priced); before, 1 item is not priced",
    ],
  ])("says what is known where %s", (_, before, after, summary) => {
    expect(costDifference(before.resources, after.resources).summary).toBe(summary);
  });
});
