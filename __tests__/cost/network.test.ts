import { describe, expect, test } from "@jest/globals";

import type { Assumptions } from "../../src/cost/assumptions";
import type { Hint } from "../../src/cost/hints";
import type { Block } from "../../src/terraform-json/block";
import { bill, gaps, priced, resource } from "../support/priced";

const zones = ["a", "b"].map((zone) => resource("aws_subnet", zone, { availability_zone: `us-east-1${zone}` }));
const gateway = (name: string): Block => resource("aws_nat_gateway", name, { allocation_id: "${aws_eip.a.id}" });

function endpoint(service: string, type = "Interface"): Block {
  return resource("aws_vpc_endpoint", service, {
    vpc_endpoint_type: type,
    service_name: `com.amazonaws.us-east-1.${service}`,
    subnet_ids: ["a", "b"],
  });
}

describe("NAT", () => {
  test("costs hours, bytes, and what leaves AWS", () => {
    // 50 GB, a fifth of them to the internet
    expect(bill([gateway("a"), gateway("b"), ...zones])).toEqual({
      "NAT gateways: hours": [730, 0.045, 32.85],
      "NAT gateways: bytes": [25, 0.045, 1.125],
      "NAT gateways: bytes to the internet": [5, 0.09, 0.45],
    });
  });

  test("with fewer gateways than zones is reached across zones, which both sides pay for", () => {
    // half of 50 GB, out and in
    expect(bill([gateway("a"), ...zones])["NAT gateways: bytes from other zones"]).toEqual([50, 0.01, 0.5]);
  });

  test("has an address, which costs as long as it exists", () => {
    expect(bill([resource("aws_eip", "a")])).toEqual({ "elastic IP addresses": [730, 0.005, 3.65] });
  });
});

describe("endpoints", () => {
  test("of the interface kind cost hours in each zone, and bytes", () => {
    expect(bill([endpoint("logs")])).toEqual({
      "interface endpoints: hours in each zone": [1460, 0.01, 14.6],
      "interface endpoints: bytes": [10, 0.01, 0.1],
    });
  });

  test("of the gateway kind cost nothing, and others are not priced", () => {
    expect(bill([endpoint("s3", "Gateway")])).toEqual({});
    expect(gaps([endpoint("appliance", "GatewayLoadBalancer")])).toHaveLength(1);
  });
});

describe("the hint", () => {
  const caller = [resource("aws_cloudwatch_log_group", "api"), resource("aws_secretsmanager_secret", "api")];

  function hints(resources: readonly Block[], assumed: Partial<Assumptions> = {}): Record<string, Omit<Hint, "title">> {
    return Object.fromEntries(priced(resources, assumed).hints.map(({ title, ...hint }) => [title, hint]));
  }

  test("weighs endpoints beside NAT: hours for cheaper bytes", () => {
    // 2 services x 2 zones x 7.30 = 29.20; 35 GB x 0.035 = 1.225 saved; 29.20 / 0.035 = 834.3 GB
    const hint = hints([gateway("a"), ...zones, ...caller])["Interface endpoints beside NAT"];

    expect(hint?.difference).toBeCloseTo(27.975, 9);
    expect(hint?.breakEvenGb).toBeCloseTo(834.2857, 4);
    expect(hint?.text).toBe("for logs, secretsmanager, carrying the 35 GB that go to AWS");
  });

  test("says that endpoints pay when much goes to AWS", () => {
    const hint = hints([gateway("a"), ...zones, ...caller], { natGb: 10_000 })["Interface endpoints beside NAT"];

    // 29.20 - 7,000 GB x 0.035
    expect(hint?.difference).toBeCloseTo(-215.8, 9);
  });

  test.each([
    [1, "MONTHLY", ["Budget shop"]],
    [100, "MONTHLY", []],
    [1, "DAILY", []],
  ])("says when a budget of %d (%s) is below the estimate", (limit, unit, titles) => {
    const budget = resource("aws_budgets_budget", "main", {
      name: "shop",
      limit_amount: String(limit),
      time_unit: unit,
    });

    expect(Object.keys(hints([budget, resource("aws_cloudwatch_dashboard", "main")]))).toEqual(titles);
  });

  test("weighs endpoints instead of NAT: two gateways and their addresses cost more than two endpoints", () => {
    // 29.20 + 35 GB x 0.01 - 2 x 730 x (0.045 + 0.005) - 50 GB x 0.045
    const hint = hints([gateway("a"), gateway("b"), ...zones, ...caller])["Interface endpoints instead of NAT"];

    expect(hint?.difference).toBeCloseTo(29.2 + 0.35 - 73 - 2.25, 9);
    expect(hint).not.toHaveProperty("breakEvenGb");
  });

  test("weighs NAT instead of the endpoints that are there", () => {
    const found = hints([gateway("a"), ...zones, ...caller, endpoint("logs"), endpoint("secretsmanager")]);

    expect(Object.keys(found)).toEqual(["NAT instead of the interface endpoints"]);
    // 20 GB x 0.035 - 29.20
    expect(found["NAT instead of the interface endpoints"]?.difference).toBeCloseTo(-28.5, 9);
  });

  test("is left out where there is no NAT", () => {
    expect(hints([...zones, ...caller])).toEqual({});
  });
});
