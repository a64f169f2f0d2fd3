import { test } from "@jest/globals";

import { expectHarmless, expectReviewed } from "./mutation-properties";

// `npm run test:mutations` tries ten thousand.
test("a plan without what may be left out is reviewed", () => {
  expectReviewed(50);
});

test("nothing of a plan can write to the page, leak, or make counts wrong", () => {
  expectHarmless(100);
});
