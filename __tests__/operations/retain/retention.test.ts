import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { retain } from "../../../src/operations/retain/retention";
import { managedAddresses, type State } from "../../../src/terraform-json/state";

/** A state whose resource number n depends on the numbers at place n, all of them smaller: there are no circles. */
function stateOf(dependencies: readonly (readonly number[])[]): State {
  return {
    resources: dependencies.map((numbers, index) => ({
      mode: "managed",
      type: "thing",
      name: `n${index}`,
      instances: [{ dependencies: numbers.map(addressOf) }],
    })),
  };
}

function addressOf(index: number): string {
  return `thing.n${index}`;
}

const graphs = fc
  .integer({ min: 1, max: 25 })
  .chain((size) =>
    fc.tuple(
      fc.tuple(...Array.from({ length: size }, (_, index) => fc.subarray([...Array(index).keys()]))),
      fc.subarray([...Array(size).keys()].map(addressOf)),
    ),
  );

describe("what a destroy retains", () => {
  test("is every protected resource with all that it depends on, directly or not", () => {
    fc.assert(
      fc.property(graphs, ([dependencies, protectedAddresses]) => {
        const { retained } = retain(stateOf(dependencies), protectedAddresses);
        expect(retained).toEqual(expect.arrayContaining(protectedAddresses));
        for (const [index, numbers] of dependencies.entries()) {
          if (retained.includes(addressOf(index)))
            expect(retained).toEqual(expect.arrayContaining(numbers.map(addressOf)));
        }
      }),
    );
  });

  test("is nothing that no protected resource depends on", () => {
    fc.assert(
      fc.property(graphs, ([dependencies, protectedAddresses]) => {
        const { retained } = retain(stateOf(dependencies), protectedAddresses);
        const needed = new Set(
          dependencies.flatMap((numbers, index) => (retained.includes(addressOf(index)) ? numbers.map(addressOf) : [])),
        );
        for (const address of retained) expect(needed.has(address) || protectedAddresses.includes(address)).toBe(true);
      }),
    );
  });

  test("is never among the targets, and together they are the whole state", () => {
    fc.assert(
      fc.property(graphs, ([dependencies, protectedAddresses]) => {
        const state = stateOf(dependencies);
        const { retained, targets } = retain(state, protectedAddresses);
        expect(targets.filter((address) => retained.includes(address))).toEqual([]);
        expect([...retained, ...targets].sort()).toEqual(managedAddresses(state));
      }),
    );
  });

  test("leaves no target that a retained resource depends on, through data sources neither", () => {
    const state: State = {
      resources: [
        { mode: "managed", type: "vpc", name: "main", instances: [{}] },
        { mode: "data", type: "subnets", name: "found", instances: [{ dependencies: ["vpc.main"] }] },
        { mode: "managed", type: "db", name: "main", instances: [{ dependencies: ["data.subnets.found"] }] },
        { mode: "managed", type: "record", name: "main", instances: [{ dependencies: ["db.main"] }] },
      ],
    };
    expect(retain(state, ["db.main", "db.not-there-yet"])).toEqual({
      retained: ["db.main", "vpc.main"],
      targets: ["record.main"],
    });
  });
});
