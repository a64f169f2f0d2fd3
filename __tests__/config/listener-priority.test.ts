import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { listenerPriority, type Requests } from "../../src/config/listener-priority";

const label = fc.stringMatching(/^[a-z0-9]{1,8}$/);
const name = fc.array(label, { minLength: 1, maxLength: 8 }).map((labels) => `${labels.join(".")}.com`);
const wildcard = name.map((host) => `*.${host}`);
const literal = fc.stringMatching(/^\/[a-z/]{0,40}$/);
const pattern = fc.stringMatching(/^\/[a-z/]{1,40}\*$/);

const priority = (host: string | undefined, path?: string): number => listenerPriority({ host, path });

describe("a listener rule's priority", () => {
  const requests: fc.Arbitrary<Requests> = fc.record({
    host: fc.oneof(name, wildcard, fc.constant(undefined)),
    path: fc.oneof(literal, pattern, fc.constant(undefined)),
  });

  test("is one that AWS takes, above those that are given explicitly", () => {
    fc.assert(
      fc.property(requests, (one) => {
        expect(listenerPriority(one)).toBeGreaterThan(1_000);
        expect(listenerPriority(one)).toBeLessThanOrEqual(50_000);
      }),
    );
  });

  test("puts an exact host before a wildcard, this before a wider one, and all before every host, whatever the paths", () => {
    const path = fc.oneof(literal, pattern, fc.constant(undefined));
    fc.assert(
      fc.property(label, label, fc.tuple(path, path, path, path), (one, other, paths) => {
        const hosts = [`${one}.${other}.com`, `*.${one}.${other}.com`, `*.${other}.com`, undefined];
        const priorities = hosts.map((host, index) => priority(host, paths[index]));
        expect(priorities).toEqual([...priorities].sort((first, second) => first - second));
        expect(new Set(priorities).size).toBe(4);
      }),
    );
  });

  test("puts a literal path before a pattern, this before a shorter one, and all before every path", () => {
    fc.assert(
      fc.property(fc.oneof(name, wildcard, fc.constant(undefined)), literal, pattern, (host, path, longer) => {
        const shorter = longer.replace(/.\*$/, "*");
        fc.pre(shorter !== "/*");
        const priorities = [path, longer, shorter, undefined].map((one) => priority(host, one));
        expect(priorities).toEqual([...priorities].sort((first, second) => first - second));
        expect(new Set(priorities).size).toBe(4);
      }),
    );
  });

  test("leaves none of AWS's numbers unused at the end, and one rule for every request there", () => {
    expect(priority(undefined)).toBe(50_000);
  });

  test("stays what it was for an exact host, unless wildcards have its number now", () => {
    expect(priority("api.shop.com")).toBe(25_787);
    expect(priority("www.finance-app.com")).toBe(30_499);
  });
});
