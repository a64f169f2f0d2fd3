import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { compare, linesOf } from "../../src/cost/compare";
import { estimate } from "../../src/cost/estimate";
import { defaultAssumptions } from "../../src/cost/assumptions";
import { listPrices } from "../../src/operations/cost/list-prices";
import { type PriceFile, priceTable, type PriceTable } from "../../src/cost/price-table";
import type { Block } from "../../src/terraform-json/block";
import { rules } from "../../src/cost/rules";
import { components } from "../../src/cost/rules/rule";
import { factsOf, knownTypes } from "../../src/resources/facts";
import { priced, resource } from "../support/priced";

const types = [...knownTypes.filter((type) => factsOf(type).price), "aws_unheard_of"];

const resources = fc
  .array(fc.record({ type: fc.constantFrom(...types), region: fc.constantFrom("us-east-1", "us-west-2", "eu-west-1") }))
  .map((list) => list.map(({ type, region }, index) => resource(type, `r${index}`, bodyOf(type), region)));

const assumptions = fc.record(
  {
    tasks: fc.constantFrom("minimum" as const, "average" as const, "maximum" as const),
    freeAllowances: fc.constantFrom("ignored" as const, "used" as const),
    requestsPerMonth: fc.double({ min: 0, max: 1e12, noNaN: true }),
    natGb: fc.double({ min: 0, max: 1e7, noNaN: true }),
    cdnGb: fc.double({ min: 0, max: 1e7, noNaN: true }),
    logGb: fc.double({ min: 0, max: 1e6, noNaN: true }),
    unknownCount: fc.nat(5),
  },
  { requiredKeys: [] },
);

/** Enough for most rules to find something. */
function bodyOf(type: string): Block["body"] {
  return type === "aws_db_instance"
    ? { engine: "postgres", engine_version: "15", instance_class: "db.t3.micro", allocated_storage: 20 }
    : { fixed_rate: 0.1, subnets: "${data.aws_subnets.all.ids}", for_each: "${toset(data.aws_subnets.all.ids)}" };
}

describe("any estimate", () => {
  test("adds up to its items, none of them below zero", () => {
    fc.assert(
      fc.property(resources, assumptions, (list, assumed) => {
        const { total, items } = priced(list, assumed);
        expect(total).toBe(items.reduce((sum, { monthly }) => sum + monthly, 0));
        expect(items.filter(({ monthly, quantity }) => !(monthly >= 0) || !(quantity >= 0))).toEqual([]);
        expect(linesOf(items).reduce((sum, { monthly }) => sum + monthly, 0)).toBeCloseTo(total, 6);
      }),
    );
  });

  test("is the product of quantity and unit price in every item", () => {
    fc.assert(
      fc.property(resources, assumptions, (list, assumed) => {
        for (const { quantity, unitPrice, monthly } of priced(list, assumed).items)
          expect(Math.abs(quantity * unitPrice - monthly)).toBeLessThanOrEqual(1e-9 * Math.max(1, monthly));
      }),
    );
  });

  test("reports every type that it does not know", () => {
    fc.assert(
      fc.property(resources, (list) => {
        const unknown = list.filter(({ type }) => type === "aws_unheard_of").map(({ address }) => address);
        const reported = priced(list).notPriced.filter(({ type }) => type === "aws_unheard_of");
        expect(reported.map(({ address }) => address)).toEqual(unknown);
      }),
    );
  });

  test("does not differ from itself", () => {
    fc.assert(
      fc.property(resources, assumptions, (list, assumed) => {
        const one = priced(list, assumed);
        expect(compare(one, priced(list, assumed))).toMatchObject({ difference: 0, lines: [], assumptions: [] });
      }),
    );
  });

  test("differs from another by the sum of its lines' differences", () => {
    fc.assert(
      fc.property(resources, resources, (before, after) => {
        const { difference, lines } = compare(priced(before), priced(after));
        expect(lines.reduce((sum, line) => sum + line.difference, 0)).toBeCloseTo(difference, 6);
      }),
    );
  });
});

describe("what is not priced", () => {
  test("is said of a price that the table lacks, and the rest is priced", () => {
    const withoutNat: PriceTable = {
      ...listPrices,
      regions: new Map([
        [
          "us-east-1",
          new Map([...(listPrices.regions.get("us-east-1") ?? [])].filter(([name]) => name !== "nat.hour")),
        ],
      ]),
    };
    const { notPriced, items } = estimate([resource("aws_nat_gateway", "a")], withoutNat, defaultAssumptions);

    expect(notPriced).toEqual([
      {
        address: "aws_nat_gateway.a",
        type: "aws_nat_gateway",
        component: "network",
        reason: "the price table has no nat.hour for us-east-1",
      },
    ]);
    expect(items.map(({ what }) => what)).toContain("NAT gateways: bytes");
  });

  test("is said of another region", () => {
    expect(priced([resource("aws_kms_key", "main", {}, "eu-west-1")]).notPriced.map(({ reason }) => reason)).toEqual([
      "eu-west-1 has no prices",
      "eu-west-1 has no prices",
    ]);
  });

  test("is said of a quantity that nothing says", () => {
    expect(priced([resource("aws_xray_sampling_rule", "api")]).notPriced[0]?.reason).toBe(
      "nothing says how much of xray.trace it uses",
    );
  });
});

describe("the number of resources", () => {
  const keys = (body: Block["body"]): number | undefined =>
    priced([resource("aws_kms_key", "main", body)]).items.find(({ what }) => what === "encryption keys")?.quantity;

  test.each([
    [{}, 1],
    [{ count: 3 }, 3],
    [{ for_each: ["a", "b", "c", "d"] }, 4],
    [{ for_each: { a: 1 } }, 1],
    [{ for_each: "${toset(data.aws_subnets.all.ids)}" }, 2],
    [{ count: "${length(data.aws_subnets.all.ids)}" }, 2],
  ])("of %p is %d", (body, count) => {
    expect(keys(body)).toBe(count);
  });
});

test("items come in the order in which a bill is read, whatever the order of the resources", () => {
  const list = ["aws_kms_key", "aws_nat_gateway", "aws_s3_bucket", "aws_db_instance"].map((type) =>
    resource(type, "main", bodyOf(type)),
  );
  const order = priced(list).items.map(({ component }) => components.indexOf(component));

  expect(order).toEqual([...order].sort((one, other) => one - other));
});

test("every rule is named by a page", () => {
  const named = knownTypes
    .map((type) => factsOf(type).price)
    .flatMap((price) => (price && "rule" in price ? [price.rule] : []));
  expect(Object.keys(rules).filter((rule) => !named.some((one) => one === rule))).toEqual([]);
});

test("every price states AWS's page or the product of AWS's price list", () => {
  const prices = [...listPrices.regions.values()].flatMap((table) => [...table.values()]);

  expect(prices.length).toBeGreaterThan(100);
  expect(prices.filter(({ source }) => !/^https:\/\/aws\.amazon\.com\/|, SKU \w+$/.test(source))).toEqual([]);
});

test("a later file of prices corrects an earlier one", () => {
  const file = (usd: number): PriceFile => ({
    region: "us-east-1",
    currency: "USD",
    checked: "2026-11-22",
    checkedAgainst: "a contract",
    prices: [{ name: "kms.key", usd, unit: "key", per: 1, tiers: [], free: 0, source: "a contract" }],
  });

  expect(priceTable(file(1), file(0.5)).regions.get("us-east-1")?.get("kms.key")?.usd).toBe(0.5);
});

test("a thousand services are estimated at once", () => {
  const list = Array.from({ length: 1000 }, (_, index) => index).flatMap((index) => {
    const task = resource("aws_ecs_task_definition", `t${index}`, { cpu: "256", memory: "512" });
    const service = resource("aws_ecs_service", `s${index}`, {
      task_definition: `\${aws_ecs_task_definition.t${index}.arn}`,
      cluster: "${aws_ecs_cluster.main.arn}",
    });
    const target = resource("aws_appautoscaling_target", `a${index}`, {
      resource_id: `service/main/\${aws_ecs_service.s${index}.name}`,
      min_capacity: 1,
      max_capacity: 3,
    });
    return [task, service, target, resource("aws_secretsmanager_secret", `x${index}`)];
  });
  const start = performance.now();
  const { items } = priced([resource("aws_ecs_cluster", "main"), ...list]);

  expect(items.length).toBeGreaterThan(4000);
  expect(performance.now() - start).toBeLessThan(2000);
});
