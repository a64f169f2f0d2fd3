import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterAll, afterEach, describe, expect, jest, test } from "@jest/globals";

import { type PriceFileInput, priceFileText } from "../../../src/cost/price-table";
import { pricesCommand } from "../../../src/operations/commands/prices";
import { pricesFolder } from "../../../src/operations/cost/list-prices";

const folder = mkdtempSync(path.join(tmpdir(), "prices-"));
const offers = path.resolve("__tests__/cost/offers/AmazonECS.json");

afterEach(() => {
  process.exitCode = undefined;
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What the command prints. */
async function prices(...args: string[]): Promise<string> {
  let output = "";
  const spy = jest.spyOn(process.stdout, "write").mockImplementation((text) => {
    output += String(text);
    return true;
  });
  try {
    await pricesCommand(folder).parseAsync(args, { from: "user" });
  } finally {
    spy.mockRestore();
  }
  return output;
}

describe("npm run prices", () => {
  test("writes a region's file with the prices that the offer files have, and names the others", async () => {
    const output = await prices("eu-west-1", offers);

    expect(readFileSync(path.join(folder, "eu-west-1.json"), "utf8")).toBe(
      [
        "{",
        '  "region": "eu-west-1",',
        '  "currency": "USD",',
        '  "checked": "2026-11-20",',
        `  "checkedAgainst": "AWS's price list",`,
        '  "prices": [',
        '    { "name": "fargate.x86.vcpu", "usd": 0.04048, "unit": "vCPU-hour", "source": "AmazonECS 20261120180512, SKU AAAA1111BBBB2222" }',
        "  ]",
        "}",
        "",
      ].join("\n"),
    );
    expect(output).toContain("eu-west-1.json has 1 price\n");
    expect(output).toMatch(/│ fargate\.x86\.memory +│ no product of AmazonECS for eu-west-1 matches +│/);
    expect(output).toMatch(/│ nat\.hour +│ no offer file of AmazonEC2 is given +│/);
    expect(process.exitCode).toBe(3);
  });

  test.each([
    ["a region that AWS has not", ["eu-west-9", offers], 'eu-west-9 is no region of AWS; did you mean "eu-west-1"?'],
    ["a region of which the files have nothing", ["sa-east-1", offers], `no price of sa-east-1 is in ${offers}`],
    [
      "a file that is no offer file",
      ["eu-west-1", "package.json"],
      "  offerCode: missing; must be the code of a service",
    ],
  ])("refuses %s", async (_, args, message) => {
    await expect(prices(...args)).rejects.toThrow(message);
  });
});

test.each(readdirSync(pricesFolder))(
  "%s has the prices of the region that it is named after, a line for each",
  (name) => {
    const text = readFileSync(path.join(pricesFolder, name), "utf8");
    const file = JSON.parse(text) as PriceFileInput;

    expect(`${file.region}.json`).toBe(name);
    expect(priceFileText(file)).toBe(text);
  },
);
