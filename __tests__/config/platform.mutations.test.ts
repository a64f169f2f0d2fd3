import { describe, test } from "@jest/globals";

import { checkMutated, synthesizeMutated } from "./mutation-properties";

describe("thousands of configurations", () => {
  test("are accepted, or refused with problems that can be mended", () => {
    checkMutated(12_000);
  });

  test("are synthesized when they are accepted", () => {
    synthesizeMutated(1_000);
  });
});
