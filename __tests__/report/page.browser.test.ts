import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import axe, { type AxeResults } from "axe-core";
import type { Browser, Page } from "playwright-core";

import { html } from "../../src/report/render/html";
import { report } from "../../src/report/report";
import { type Language, languages } from "../../src/report/words/languages";
import type { Facts } from "../../src/report/facts";
import { launchChromium } from "../support/chromium";
import { factsInTrouble, factsOfTenServices } from "./facts";

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium(process.env.CHROMIUM);
});

afterAll(async () => {
  await browser.close();
});

interface Opened {
  readonly page: Page;
  /** Everything that the page complained about. */
  readonly complaints: string[];
}

async function open(
  language: Language,
  colorScheme: "light" | "dark",
  width: number,
  facts: Facts = factsInTrouble(),
): Promise<Opened> {
  const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => {
    if (/^https?:/.test(request.url())) complaints.push(`asks for ${request.url()}`);
  });
  await page.setContent(html(report(facts, language), languages[language]), { waitUntil: "load" });
  return { page, complaints };
}

describe.each(["en", "pt"] as const)("the page in %s", (language) => {
  test.each([
    ["light", 1280],
    ["dark", 1280],
    ["light", 375],
    ["dark", 375],
  ] as const)("in %s and %i pixels wide is readable for everybody and complains of nothing", async (scheme, width) => {
    const { page, complaints } = await open(language, scheme, width);
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate<AxeResults>("axe.run()");
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html: node }) => node).join(" ")}`)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });
});

test.each([320, 375, 768, 1024, 1280])("%i pixels wide, nothing scrolls sideways", async (width) => {
  const { page } = await open("pt", "light", width);
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
  await page.close();
});

test("printed, it fits the paper and needs no colour", async () => {
  const { page } = await open("en", "dark", 794);
  await page.emulateMedia({ media: "print" });
  expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(255, 255, 255)");
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(794);
  await page.close();
});

test.each([
  [1280, 2800],
  [375, 4300],
] as const)(
  "of ten services %i pixels wide, what is healthy is folded: at most %i pixels high",
  async (width, height) => {
    const { page } = await open("en", "light", width, factsOfTenServices());
    expect(await page.evaluate("document.documentElement.scrollHeight")).toBeLessThanOrEqual(height);
    expect(await page.locator("details.section[open] h2").allTextContents()).toEqual(["Services", "Alarms"]);
    expect(await page.locator("details.section[open] tbody:visible tr").count()).toBe(2);
    await page.close();
  },
);

test("the contents name every section with its state, and a link opens what is folded", async () => {
  const { page } = await open("en", "light", 1280, factsOfTenServices());
  const links = await page.locator("nav a").allInnerTexts();
  expect(links.map((link) => link.replaceAll(/\s+/g, " ").trim())).toEqual([
    "Pending actions 3",
    "Clusters healthy",
    "Services 9 of 10 healthy",
    "Load balancers healthy",
    "Target groups all 10 healthy",
    "Certificates all 2 healthy",
    "DNS names all 10 healthy",
    "Secrets all 20 healthy",
    "Roles all 20 healthy",
    "Log groups all 10 healthy",
    "Databases healthy",
    "Backup vaults healthy",
    "Alarms 49 of 50 healthy",
    "Drift 0",
    "Not in the state 0",
    "Totals",
    "Useful commands",
  ]);
  const table = page.getByRole("table", { name: "Databases" });
  expect(await table.isVisible()).toBe(false);
  await page.getByRole("link", { name: "Databases" }).click();
  expect(await table.isVisible()).toBe(true);
  await page.close();
});

test("everything critical is red, in light and dark", async () => {
  for (const scheme of ["light", "dark"] as const) {
    const { page } = await open("en", scheme, 1280, factsOfTenServices());
    const colors = await page.evaluate<string[]>(
      "['.verdict', '.section.critical .pill', '.pending .pill.critical'].map((one) => getComputedStyle(document.querySelector(one)).backgroundColor)",
    );
    expect(colors).toEqual(["rgb(179, 19, 31)", "rgb(179, 19, 31)", "rgb(179, 19, 31)"]);
    await page.close();
  }
});

test("printed, it shows what is folded", async () => {
  const { page } = await open("en", "light", 794, factsOfTenServices());
  const allVisible = "[...document.querySelectorAll('details table')].every((one) => one.checkVisibility())";
  expect(await page.evaluate(allVisible)).toBe(false);
  await page.emulateMedia({ media: "print" });
  expect(await page.evaluate(allVisible)).toBe(true);
  await page.close();
});
