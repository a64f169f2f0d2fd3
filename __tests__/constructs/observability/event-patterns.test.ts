import { expect, test } from "@jest/globals";
import * as fc from "fast-check";

import { inPatterns } from "../../../src/constructs/observability/event-patterns";

test("no name is left out, and EventBridge takes every pattern", () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[\w.-]{1,100}$/), { maxLength: 200 }), (names) => {
      const patterns = inPatterns(names);

      expect(patterns.flat()).toEqual(names);
      for (const pattern of patterns) {
        expect(pattern.length).toBeGreaterThan(0);
        expect(JSON.stringify(pattern).length).toBeLessThanOrEqual(2048 - 590);
      }
    }),
  );
});
