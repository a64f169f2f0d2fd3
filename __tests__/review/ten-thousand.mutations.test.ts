import { test } from "@jest/globals";

import { expectHarmless, expectReviewed } from "./mutation-properties";

test("ten thousand plans without what may be left out are reviewed", () => {
  expectReviewed(10_000);
});

test("nothing of ten thousand mutated plans can write to the page, leak, or make counts wrong", () => {
  expectHarmless(10_000);
});
