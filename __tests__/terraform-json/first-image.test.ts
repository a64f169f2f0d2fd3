import { expect, test } from "@jest/globals";

import { onceStarted } from "../../src/terraform-json/first-image";

test.each([
  ["${local.services_api_first-image_awaited_0A1B ? 0 : 2}", 2],
  ['${local.services_api_first-image_awaited_0A1B ? "DISABLED" : "ENABLED"}', "ENABLED"],
  ["${local.other}", "${local.other}"],
  ["2", "2"],
  [2, 2],
  [undefined, undefined],
])("%j is %j once the first image is there", (value, expected) => {
  expect(onceStarted(value)).toBe(expected);
});
