import { expect, jest, test } from "@jest/globals";

import { architecture } from "../../../src/documentation/picture/architecture";
import { layOut } from "../../../src/documentation/picture/layout";
import { documented } from "../../../src/operations/docs/environment-pages";
import { everyStack } from "../../support/environments";
import { expectPlaced } from "./picture-properties";
import { collisions, loose } from "./places";

const pictures = everyStack()
  .filter(({ isFoundation }) => !isFoundation)
  .map((stack) => documented(stack, []))
  .map((stack) => [stack.name, architecture(stack, stack.blocks)] as const);

jest.setTimeout(60_000);

test.each(pictures)(
  "the picture of %s has everything in its place, and is no wider than a page shows",
  async (_, picture) => {
    const layout = await layOut(picture);

    expect(collisions(layout)).toEqual([]);
    expect(loose(layout)).toEqual([]);
    expect(layout.width).toBeLessThan(1350);
  },
);

// `npm run test:mutations` tries more.
test("whatever a picture shows, everything has its place", async () => {
  await expectPlaced(5);
});
