import { existsSync } from "node:fs";

import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import axe, { type AxeResults } from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";

import { html } from "../../src/report/render/html";
import { report } from "../../src/report/report";
import { type Language, languages } from "../../src/report/words/languages";
import { factsInTrouble } from "./facts";

/** Where a Chromium may be; CHROMIUM says another place. */
const places = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

let browser: Browser;

beforeAll(async () => {
  const executablePath = places.find((place) => place !== undefined && existsSync(place));
  if (executablePath === undefined)
    throw new Error("There is no Chromium: apt-get install chromium, or say in CHROMIUM where one is.");
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
});

afterAll(async () => {
  await browser.close();
});

interface Opened {
  readonly page: Page;
  /** Everything that the page complained about. */
  readonly complaints: string[];
}

async function open(language: Language, colorScheme: "light" | "dark", width: number): Promise<Opened> {
  const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => {
    if (/^https?:/.test(request.url())) complaints.push(`asks for ${request.url()}`);
  });
  await page.setContent(html(report(factsInTrouble(), language), languages[language]), { waitUntil: "load" });
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
