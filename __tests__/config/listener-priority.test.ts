import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { listenerPriority } from "../../src/config/listener-priority";

const hosts = fc.uniqueArray(fc.domain(), { minLength: 1, maxLength: 4 });
const paths = fc.uniqueArray(
  fc.webPath().map((path) => `/${path}*`),
  { maxLength: 3 },
);

describe("a listener rule's priority", () => {
  test("is one that AWS takes, above those that are given explicitly", () => {
    fc.assert(
      fc.property(hosts, paths, (hosts, paths) => {
        const priority = listenerPriority({ hosts, paths });
        expect(priority).toBeGreaterThan(1_000);
        expect(priority).toBeLessThanOrEqual(50_000);
      }),
    );
  });

  test("does not depend on the order of hosts and paths", () => {
    fc.assert(
      fc.property(hosts, paths, (hosts, paths) => {
        expect(listenerPriority({ hosts: hosts.toReversed(), paths: paths.toReversed() })).toBe(
          listenerPriority({ hosts, paths }),
        );
      }),
    );
  });

  test("puts deeper paths before shallower ones, and these before whole hosts", () => {
    fc.assert(
      fc.property(hosts, (hosts) => {
        const [deep, shallow, whole] = [["/api/v2/*"], ["/api"], []].map((paths) => listenerPriority({ hosts, paths }));
        expect(deep).toBeLessThan(shallow ?? 0);
        expect(shallow).toBeLessThan(whole ?? 0);
      }),
    );
  });

  test("is what the service says, where it says so", () => {
    expect(listenerPriority({ hosts: ["a.com"], paths: ["/x"], priority: 7 })).toBe(7);
  });
});
