import { expect, test } from "@jest/globals";

import { architecture } from "../../../src/documentation/picture/architecture";
import { layOut } from "../../../src/documentation/picture/layout";
import { expectPlaced } from "./picture-properties";
import { collisions, loose } from "./places";
import { documentedProduct, oddProducts } from "./odd-products";

test.each(Object.keys(oddProducts) as (keyof typeof oddProducts)[])(
  "the picture of %s has everything in its place",
  async (name) => {
    const stack = documentedProduct(name);
    const layout = await layOut(architecture(stack, stack.blocks));

    expect(collisions(layout)).toEqual([]);
    expect(loose(layout)).toEqual([]);
    expect(layout.width).toBeLessThan(1350);
  },
);

test("in hundreds of pictures everything has its place", async () => {
  await expectPlaced(300);
});
