import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { cidrContains, cidrsOverlap, isCidr } from "../../src/config/cidr";
import { computedSubnets, zoneLetters } from "../../src/config/subnets";

const vpcs = fc
  .record({ network: fc.nat(2 ** 16 - 1), length: fc.integer({ min: 16, max: 24 }) })
  .map(({ network, length }) => {
    const address = ((10 * 2 ** 24 + network * 2 ** 8) >>> (32 - length)) * 2 ** (32 - length);
    return `${[24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".")}/${length}`;
  });

describe("computed subnets", () => {
  test("are ranges inside the VPC that never overlap, whichever zones are in use", () => {
    fc.assert(
      fc.property(vpcs, (vpc) => {
        const subnets = zoneLetters.flatMap((zone) => Object.values(computedSubnets(vpc, zone)) as string[]);

        expect(subnets.every((subnet) => isCidr(subnet) && cidrContains(vpc, subnet))).toBe(true);
        const overlapping = subnets.filter((subnet, index) =>
          subnets.slice(0, index).some((other) => cidrsOverlap(subnet, other)),
        );
        expect(overlapping).toEqual([]);
      }),
    );
  });

  test("have at least the 16 addresses that AWS asks for", () => {
    expect(computedSubnets("10.0.0.0/24", "a")).toEqual({ public: "10.0.0.0/28", private: "10.0.0.128/28" });
  });

  test("of a usual VPC hold 4096 addresses each", () => {
    expect(computedSubnets("10.2.0.0/16", "b")).toEqual({ public: "10.2.16.0/20", private: "10.2.144.0/20" });
  });
});

describe("ranges", () => {
  test("overlap when one contains the other", () => {
    expect(cidrsOverlap("10.0.0.0/16", "10.0.128.0/17")).toBe(true);
    expect(cidrsOverlap("10.0.128.0/17", "10.0.0.0/16")).toBe(true);
  });

  test("that only touch do not overlap", () => {
    expect(cidrsOverlap("10.0.0.0/17", "10.0.128.0/17")).toBe(false);
  });

  test.each(["10.0.0.0", "10.0.0.1/16", "10.0.0.0/33", "300.0.0.0/16", "::/0", ""])("%p is none", (text) => {
    expect(isCidr(text)).toBe(false);
  });
});
