import { describe, expect, test } from "@jest/globals";

import { type OfferFile, offerFileSchema, pricesOf } from "../../src/cost/offer-file";
import { type PriceProduct, priceProducts } from "../../src/cost/price-products";
import { listPrices } from "../../src/operations/cost/list-prices";
import ecs from "./offers/AmazonECS.json";

const excerpt = offerFileSchema.parse(ecs);
const vcpu = product({ name: "fargate.x86.vcpu", unit: "vCPU-hour", usage: "Fargate-vCPU-Hours:perCPU" });

function product(of: Partial<PriceProduct> & Pick<PriceProduct, "name" | "unit">): PriceProduct {
  return { per: 1, free: 0, offer: "AmazonECS", where: {}, global: false, dearest: false, ...of };
}

interface Listed {
  readonly family?: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Where each range ends, and its price. */
  readonly ranges: readonly (readonly [end: string, usd: string])[];
}

/** An offer file of Amazon ECS with these products, whose SKUs are their keys. */
function offer(listed: Readonly<Record<string, Listed>>): OfferFile {
  const entries = Object.entries(listed);
  return offerFileSchema.parse({
    offerCode: "AmazonECS",
    version: "20261120180512",
    publicationDate: "2026-11-20T18:05:12Z",
    products: Object.fromEntries(
      entries.map(([sku, { family, attributes }]) => [sku, { sku, productFamily: family, attributes }]),
    ),
    terms: {
      OnDemand: Object.fromEntries(
        entries.map(([sku, { ranges }]) => [
          sku,
          {
            [`${sku}.T`]: {
              priceDimensions: Object.fromEntries(
                ranges.map(([endRange, USD], index) => [`${sku}.T.${index}`, { endRange, pricePerUnit: { USD } }]),
              ),
            },
          },
        ]),
      ),
    },
  });
}

const here = { usagetype: "EU-Requests", regionCode: "eu-west-1" };
const requests = product({ name: "requests", unit: "million requests", per: 1_000_000, usage: "Requests" });

describe("a price of AWS's price list", () => {
  test("is that of the region's product with its usage type, and names the product", () => {
    expect(pricesOf("eu-west-1", [excerpt], [vcpu])).toEqual({
      prices: [
        {
          name: "fargate.x86.vcpu",
          usd: 0.04048,
          unit: "vCPU-hour",
          source: "AmazonECS 20261120180512, SKU AAAA1111BBBB2222",
        },
      ],
      missing: [],
    });
  });

  test("is for as many units as ours counts, in exact decimals", () => {
    const file = offer({ A: { attributes: here, ranges: [["Inf", "0.0000004000"]] } });
    const { prices } = pricesOf("eu-west-1", [file], [requests]);

    expect(prices).toEqual([expect.objectContaining({ usd: 0.4, per: 1_000_000 })]);
  });

  test("is by the list's own unit where that is not ours", () => {
    const parameter = product({ name: "parameter", unit: "parameter-month", usage: "Requests", listUnits: 730 });
    const file = offer({ A: { attributes: here, ranges: [["Inf", "0.0000684932"]] } });

    expect(pricesOf("eu-west-1", [file], [parameter]).prices[0]?.usd).toBeCloseTo(0.05, 6);
  });

  test("has tiers, which may be in any order", () => {
    const ranges = [
      ["Inf", "0.0000001"],
      ["1000000000", "0.0000004"],
      ["5000000000", "0.0000002"],
    ] as const;
    const { prices } = pricesOf("eu-west-1", [offer({ A: { attributes: here, ranges } })], [requests]);

    expect(prices[0]).toMatchObject({
      usd: 0.1,
      tiers: [
        { upTo: 1000, usd: 0.4 },
        { upTo: 5000, usd: 0.2 },
      ],
    });
  });

  test("is without what AWS gives for nothing, and its tiers begin after that", () => {
    const ranges = [
      ["1000000", "0"],
      ["11000000", "0.0000006"],
      ["Inf", "0.0000005"],
    ] as const;
    const file = offer({ A: { attributes: here, ranges } });
    const { prices } = pricesOf("eu-west-1", [file], [{ ...requests, free: 1 }]);

    expect(prices[0]).toMatchObject({ usd: 0.5, tiers: [{ upTo: 10, usd: 0.6 }], free: 1 });
  });

  test("that is nothing is nothing", () => {
    const file = offer({ A: { attributes: here, ranges: [["Inf", "0"]] } });

    expect(pricesOf("eu-west-1", [file], [requests]).prices[0]).toMatchObject({ usd: 0 });
  });

  test("is there once for each value of an attribute in its name", () => {
    const instance = product({
      name: "rds.postgres.{instanceType}",
      unit: "instance-hour",
      family: "Database Instance",
      usage: "InstanceUsage:{instanceType}",
    });
    const listed = (instanceType: string, usd: string, family = "Database Instance"): Listed => ({
      family,
      attributes: { regionCode: "us-east-1", instanceType, usagetype: `InstanceUsage:${instanceType}` },
      ranges: [["Inf", usd]],
    });
    const file = offer({
      A: listed("db.t4g.micro", "0.016"),
      B: listed("db.t4g.small", "0.032"),
      C: listed("db.t4g.small", "0.1", "Reserved"),
    });
    const { prices } = pricesOf("us-east-1", [file], [instance]);

    expect(prices.map(({ name, usd }) => [name, usd])).toEqual([
      ["rds.postgres.db.t4g.micro", 0.016],
      ["rds.postgres.db.t4g.small", 0.032],
    ]);
  });

  test("of what goes to other regions is the highest", () => {
    const transfer = product({ name: "transfer", unit: "GB", usage: "AWS-Out-Bytes", dearest: true });
    const listed = (usagetype: string, from: string, usd: string): Listed => ({
      attributes: { usagetype, fromRegionCode: from, regionCode: "us-east-1" },
      ranges: [["Inf", usd]],
    });
    const file = offer({
      A: listed("USE1-USE2-AWS-Out-Bytes", "us-east-1", "0.01"),
      B: listed("USE1-USW2-AWS-Out-Bytes", "us-east-1", "0.02"),
      C: listed("SAE1-USE1-AWS-Out-Bytes", "sa-east-1", "0.138"),
    });

    expect(pricesOf("us-east-1", [file], [transfer]).prices).toEqual([
      { name: "transfer", usd: 0.02, unit: "GB", source: "AmazonECS 20261120180512, SKU B" },
    ]);
  });

  test("of a global product is that of every region", () => {
    const zone = product({ name: "zone", unit: "zone-month", usage: "HostedZone", global: true });
    const file = offer({ A: { attributes: { usagetype: "HostedZone", location: "Any" }, ranges: [["Inf", "0.5"]] } });

    expect(pricesOf("eu-west-1", [file], [zone]).prices[0]?.usd).toBe(0.5);
  });
});

describe("a price that is missing", () => {
  test.each([
    ["is of a service whose offer file is not given", [], "no offer file of AmazonECS is given"],
    [
      "has no product in the region",
      [offer({ A: { attributes: { ...here, regionCode: "eu-west-2" }, ranges: [["Inf", "1"]] } })],
      "no product of AmazonECS for eu-west-1 matches",
    ],
    [
      "has a product of another usage type",
      [offer({ A: { attributes: { ...here, usagetype: "EU-Spot-Requests" }, ranges: [["Inf", "1"]] } })],
      "no product of AmazonECS for eu-west-1 matches",
    ],
    [
      "has products that disagree",
      [
        offer({
          A: { attributes: here, ranges: [["Inf", "1"]] },
          B: { attributes: here, ranges: [["Inf", "2"]] },
        }),
      ],
      "A, B of AmazonECS match with different prices",
    ],
    [
      "has a product without a price",
      [offer({ A: { attributes: here, ranges: [] } })],
      "A of AmazonECS has no price in US dollars",
    ],
  ])("%s", (_, offers, reason) => {
    expect(pricesOf("eu-west-1", offers, [requests])).toEqual({ prices: [], missing: [{ name: "requests", reason }] });
  });
});

describe("the products of prices", () => {
  const patterns = priceProducts.map(({ name, ...rest }) => ({
    ...rest,
    pattern: new RegExp(`^${name.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, ".+")}$`),
  }));

  test.each([...listPrices.regions])("are there for every price of %s, with its unit and allowance", (_, prices) => {
    const differing = [...prices.values()].filter(
      ({ name, unit, per, free }) =>
        !patterns.some(
          (each) => each.pattern.test(name) && each.unit === unit && each.per === per && each.free === free,
        ),
    );

    expect(differing).toEqual([]);
  });

  test("all have a price in one of the regions", () => {
    const names = [...listPrices.regions.values()].flatMap((prices) => [...prices.keys()]);

    expect(patterns.filter(({ pattern }) => !names.some((name) => pattern.test(name)))).toEqual([]);
  });
});
