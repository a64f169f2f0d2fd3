import { expect, test } from "@jest/globals";

import { nothing } from "../../../src/operations/commands/logs";

test("an empty answer is told with how far back it looked, and for what", () => {
  expect(nothing("10m", undefined)).toBe("Nothing was logged within 10m; --since looks further back.");
  expect(nothing("2h", "?ERROR ?Exception")).toBe(
    "Nothing that matches ?ERROR ?Exception was logged within 2h; --since looks further back.",
  );
});
