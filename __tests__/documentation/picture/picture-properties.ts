import { expect } from "@jest/globals";
import fc from "fast-check";

import { layOut } from "../../../src/documentation/picture/layout";
import { pictures } from "./any-picture";
import { collisions, loose } from "./places";

/** Whatever a picture shows, everything has its place, and every arrow its ends. */
export async function expectPlaced(numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(pictures, async (picture) => {
      const layout = await layOut(picture);
      expect(collisions(layout)).toEqual([]);
      expect(loose(layout)).toEqual([]);
    }),
    { numRuns },
  );
}
