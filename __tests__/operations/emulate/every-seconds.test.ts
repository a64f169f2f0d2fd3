import { expect, test } from "@jest/globals";

import { everySeconds } from "../../../src/operations/emulate/every-seconds";

test("of many texts one passes in so many seconds, the latest", () => {
  let now = 5000;
  const shown: string[] = [];
  const show = everySeconds(
    30,
    (text) => shown.push(text),
    () => now,
  );
  for (let second = 0; second <= 95; second += 1) {
    now = 5000 + second * 1000;
    show(`${second} of 95`);
  }
  expect(shown).toEqual(["30 of 95", "60 of 95", "90 of 95"]);
});
