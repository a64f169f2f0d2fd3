import { describe, expect, test } from "@jest/globals";

import { selectStacks } from "../../src/config/selection";
import { checked } from "../support/platform";

describe("selecting stacks", () => {
  test("without names takes all", () => {
    const { foundations, environments } = selectStacks(checked(), []);

    expect(foundations.map(({ name }) => name)).toEqual(["shop"]);
    expect(environments.map(({ environment }) => environment.name)).toEqual(["shop-test"]);
  });

  test("takes only what is named", () => {
    const { foundations, environments } = selectStacks(checked(), ["foundation-shop"]);

    expect(foundations).toHaveLength(1);
    expect(environments).toHaveLength(0);
  });

  test("tells the nearest name for one that is unknown, and all that there are", () => {
    expect(() => selectStacks(checked(), ["shop-tets"])).toThrow(
      'there is no environment "shop-tets"; did you mean "shop-test"?\nthere are: shop-test, foundation-shop',
    );
  });
});
