import { describe, expect, test } from "@jest/globals";

import { findFoundation } from "../../../src/operations/state/foundation";
import { foundationOf, stackOf } from "../support/stack";

const foundation = foundationOf("shop");
const stacks = [foundation, stackOf("shop-staging")];

describe("the foundation to bootstrap", () => {
  test.each(["shop", "foundation-shop", "shop-staging"])("is found by %s", (name) => {
    expect(findFoundation(stacks, name)).toBe(foundation);
  });

  test("is not found by an unknown name, and the nearest known one is proposed", () => {
    expect(() => findFoundation(stacks, "shop-stagin")).toThrow(
      '"shop-stagin" is neither an account nor an environment; did you mean "shop-staging"? (known: shop, shop-staging)',
    );
  });

  test("is missed by name when the account has none", () => {
    expect(() => findFoundation([stackOf("shop-staging")], "shop-staging")).toThrow(
      "Account 111122223333 of shop-staging has no foundation stack.",
    );
  });
});
