import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser } from "playwright-core";

import { environmentPage } from "../../../src/documentation/environment-page";
import { launchChromium } from "../../support/chromium";
import { documentedProduct, type oddProducts } from "./odd-products";

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium(process.env.CHROMIUM);
});

afterAll(async () => {
  await browser.close();
});

/** Texts that are wider than the box that they are drawn on. */
const tooWide = `[...document.querySelectorAll("text")].flatMap((text) => {
  let box = text.previousElementSibling;
  while (box?.tagName === "text") box = box.previousElementSibling;
  if (box?.tagName !== "rect") return [];
  const [inner, outer] = [text.getBBox(), box.getBBox()];
  return inner.x + inner.width <= outer.x + outer.width ? [] : [text.textContent];
})`;

test.each<keyof typeof oddProducts>(["copies in another region", "ten services", "several load balancers"])(
  "in the picture of %s every text fits into its box",
  async (name) => {
    const { svg } = await environmentPage(documentedProduct(name), { picture: "test.svg" });
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    await page.setContent(svg);
    expect(await page.locator("text").count()).toBeGreaterThan(40);
    expect(await page.evaluate(tooWide)).toEqual([]);
    await page.close();
  },
);
