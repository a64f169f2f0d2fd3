import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import type { Environment } from "../../src/config/environment";
import { allListenerRules, type PlacedRule } from "../../src/config/listener-rules";
import { routeOrderRules } from "../../src/config/rules/route-order-rules";
import { covers, overlaps } from "../../src/config/wildcards";

/** A small alphabet, so that routes meet often. */
const host = fc.constantFrom("a.com", "b.a.com", "c.a.com", "d.b.a.com", "*.a.com", "*.b.a.com", "*.c.a.com");
const path = fc.oneof(
  fc.constantFrom("/*", "/**", "/a", "/a/*", "/a/b", "/a/b*", "/a?", "/a/b/c", "/b/*"),
  fc.stringMatching(/^\/[ab/?*]{0,5}$/),
);
const ingress = fc
  .record({
    hosts: fc.uniqueArray(host, { maxLength: 3 }),
    paths: fc.uniqueArray(path, { maxLength: 3 }),
    priority: fc.option(fc.integer({ min: 1, max: 900 }), { nil: undefined, freq: 8 }),
  })
  .filter(({ hosts, paths }) => hosts.length + paths.length > 0);
const environments = fc
  .record({
    ingresses: fc.array(ingress, { minLength: 1, maxLength: 4 }),
    redirects: fc.dictionary(host, fc.constant("a.com"), { maxKeys: 2 }),
  })
  .map(({ ingresses, redirects }) => {
    const routed: unknown = {
      services: Object.fromEntries(ingresses.map((one, index) => [`s${index}`, { ingress: one }])),
      loadBalancers: { public: { redirects } },
    };
    return routed as Environment;
  });
const request = fc.record({
  host: fc.constantFrom("a.com", "b.a.com", "c.a.com", "d.b.a.com", "x.d.b.a.com", "x.com"),
  path: fc.stringMatching(/^\/[abc/]{0,6}$/),
});
type Request = typeof request extends fc.Arbitrary<infer Value> ? Value : never;

/** What Elastic Load Balancing says of `*` and `?`, as a regular expression. */
function matches(pattern: string | undefined, text: string): boolean {
  if (pattern === undefined) return true;
  const source = pattern
    .replaceAll(/[.$+]/g, String.raw`\$&`)
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`).test(text);
}

/** How specific a route is, to be compared from left to right. */
function specificity({ host: name, path: pattern }: PlacedRule): number[] {
  const hostRank = name === undefined ? 0 : name.startsWith("*") ? name.length : 1_000;
  const pathRank = pattern === undefined ? 0 : /[*?]/.test(pattern) ? pattern.replaceAll("*", "").length : 1_000;
  return [hostRank, pathRank];
}

function takers(rules: readonly PlacedRule[], { host: name, path: asked }: Request): PlacedRule[] {
  return rules.filter((rule) => matches(rule.host, name) && matches(rule.path, asked));
}

const byPriority = (one: PlacedRule, other: PlacedRule): number => one.priority - other.priority;
const bySpecificity = (one: PlacedRule, other: PlacedRule): number => {
  const [first, second] = [specificity(one), specificity(other)];
  return (second[0] ?? 0) - (first[0] ?? 0) || (second[1] ?? 0) - (first[1] ?? 0);
};

describe("of an environment that is accepted", () => {
  const accepted = environments.filter((environment) => routeOrderRules(environment).length === 0);

  test("every request reaches the most specific route, unless a service with a priority takes it", () => {
    fc.assert(
      fc.property(accepted, request, (environment, one) => {
        const found = takers(allListenerRules(environment), one);
        const explicit = found.filter(({ isExplicit }) => isExplicit).sort(byPriority);
        const reached = [...found].sort(byPriority)[0]?.owner;
        expect(reached).toBe((explicit[0] ?? [...found].sort(bySpecificity)[0])?.owner);
      }),
      { numRuns: 500 },
    );
  });

  test("priorities are unique on each listener", () => {
    fc.assert(
      fc.property(accepted, (environment) => {
        const priorities = allListenerRules(environment).map(({ priority }) => priority);
        expect(new Set(priorities).size).toBe(priorities.length);
      }),
    );
  });

  test("no other service changes the priority of a rule", () => {
    fc.assert(
      fc.property(accepted, (environment) => {
        const [first] = Object.entries(environment.services);
        const alone = allListenerRules({ ...environment, services: Object.fromEntries(first ? [first] : []) });
        const prioritiesOf = (rules: readonly PlacedRule[]): unknown[] =>
          rules
            .filter(({ owner }) => owner === "services.s0.ingress")
            .map(({ origin, priority }) => [origin, priority]);
        expect(prioritiesOf(allListenerRules(environment))).toEqual(prioritiesOf(alone));
      }),
    );
  });
});

describe("patterns", () => {
  const pattern = fc.stringMatching(/^\/[ab?*]{0,5}$/);
  const text = fc.stringMatching(/^\/[abc]{0,6}$/);

  test("that cover others match whatever these match", () => {
    fc.assert(
      fc.property(pattern, pattern, text, (one, other, asked) => {
        fc.pre(covers(one, other) && matches(other, asked));
        expect(matches(one, asked)).toBe(true);
      }),
    );
  });

  test("that overlap are all that match the same text", () => {
    fc.assert(
      fc.property(pattern, pattern, text, (one, other, asked) => {
        fc.pre(matches(one, asked) && matches(other, asked));
        expect(overlaps(one, other)).toBe(true);
      }),
    );
  });

  test.each([
    ["/a*", "/a?*", true],
    ["/a?*", "/a*", false],
    ["/*?", "/?*", true],
    ["/**", "/*", true],
    ["/a", "/a", true],
    ["/?", "/*", false],
    ["/*b/*", "/a/b/c/*", true],
  ])("%s covers %s: %s", (one, other, expected) => {
    expect(covers(one, other)).toBe(expected);
  });

  test.each([
    ["/a/*", "/*/b", true],
    ["/a*", "/b*", false],
    ["/?", "/??", false],
    ["/*a", "/b", false],
  ])("%s and %s overlap: %s", (one, other, expected) => {
    expect(overlaps(one, other)).toBe(expected);
  });
});
