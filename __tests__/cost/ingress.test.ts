import { describe, expect, test } from "@jest/globals";

import type { Block } from "../../src/terraform-json/block";
import type { Body } from "../../src/terraform-json/body";
import { bill, gaps, priced, reference, resource } from "../support/priced";

const subnets = ["${aws_subnet.a.id}", "${aws_subnet.b.id}"];

function balancer(body: Body = {}): Block {
  return resource("aws_lb", "main", {
    name: "shop",
    internal: false,
    load_balancer_type: "application",
    subnets,
    ...body,
  });
}

function withRules(count: number): Block[] {
  const main = balancer();
  const listener = resource("aws_lb_listener", "https", { load_balancer_arn: reference(main, "arn") });
  const rules = Array.from({ length: count }, (_, index) =>
    resource("aws_lb_listener_rule", `rule-${index}`, { listener_arn: reference(listener, "arn") }),
  );
  return [main, listener, ...rules];
}

describe("a load balancer", () => {
  test("costs hours, capacity units, addresses, and what it answers to the internet", () => {
    // 1,000,000 requests x 22 kilobytes = 20.981 GB are the most of the four dimensions; 20 kilobytes go out: 19.073 GB
    expect(bill([balancer()])).toEqual({
      hours: [730, 0.0225, 16.425],
      "capacity units": [20.980835, 0.008, 0.167847],
      "answers to the internet": [19.073486, 0.09, 1.716614],
      "public IPv4 addresses": [1460, 0.005, 7.3],
    });
  });

  test.each([
    // a billion requests in 2,628,000 s are 380.52 a second
    [
      "new connections",
      { requestsPerConnection: 1, connectionSeconds: 0, requestKb: 0, responseKb: 0 },
      380.517504 / 25,
    ],
    [
      "active connections",
      { requestsPerConnection: 1, connectionSeconds: 600, requestKb: 0, responseKb: 0 },
      228310.5022 / 3000,
    ],
    ["bytes", { requestsPerConnection: 1000, connectionSeconds: 0 }, 20980.834961 / 730],
  ])("pays for the most used of its dimensions: %s", (_, assumed, units) => {
    const [quantity] = bill([balancer()], { requestsPerMonth: 1e9, ...assumed })["capacity units"] ?? [];

    expect(quantity).toBeCloseTo(units * 730, 3);
  });

  test("pays for rules above ten, evaluated at each request", () => {
    const assumed = {
      requestsPerMonth: 1e9,
      requestsPerConnection: 1e6,
      connectionSeconds: 0,
      requestKb: 0,
      responseKb: 0,
    };
    // 380.52 requests a second x 20 rules / 1,000 = 7.61 units; the connections are below that
    expect(bill(withRules(30), assumed)["capacity units"]?.[0]).toBeCloseTo(7.61035 * 730, 2);
    expect(bill(withRules(10), assumed)["capacity units"]?.[0]).toBeCloseTo((0.000380517504 / 25) * 730, 6);
  });

  test("has no public addresses and no internet when it is internal", () => {
    expect(Object.keys(bill([balancer({ internal: true })]))).toEqual(["hours", "capacity units"]);
  });

  test("pays for no IPv4 address when it has none", () => {
    expect(bill([balancer({ ip_address_type: "dualstack-without-public-ipv4" })])).not.toHaveProperty(
      "public IPv4 addresses",
    );
  });

  test("is assumed to be in as many existing subnets as assumed", () => {
    const existing = balancer({ subnets: "${data.aws_subnets.public.ids}" });

    expect(bill([existing], { unknownCount: 3 })["public IPv4 addresses"]).toEqual([2190, 0.005, 10.95]);
    expect(priced([existing]).assumptions).toMatchObject({ unknownCount: 2 });
  });

  test("shares the requests with its like", () => {
    const other = resource("aws_lb", "other", { name: "other", internal: false, subnets });

    expect(bill([balancer(), other])["answers to the internet"]?.[0]).toBeCloseTo(19.073486 / 2, 6);
  });

  test("of the network kind costs less a unit, and one for appliances is not priced", () => {
    expect(bill([balancer({ load_balancer_type: "network" })])["capacity units"]?.[1]).toBe(0.006);
    expect(gaps([balancer({ load_balancer_type: "gateway" })])).toEqual([
      "aws_lb.main: load balancers of type gateway are not priced",
    ]);
  });
});

describe("a web ACL", () => {
  const rule = (name: string): Body => ({
    name,
    statement: { managed_rule_group_statement: { vendor_name: "AWS", name: `AWSManagedRules${name}` } },
  });

  test("costs itself, its rules and the requests", () => {
    const acl = resource("aws_wafv2_web_acl", "main", {
      name: "shop",
      rule: [rule("CommonRuleSet"), rule("SQLiRuleSet")],
    });

    expect(bill([acl])).toEqual({ itself: [1, 5, 5], rules: [2, 1, 2], requests: [1, 0.6, 0.6] });
  });

  test("reports managed groups that cost extra", () => {
    const acl = resource("aws_wafv2_web_acl", "main", { name: "shop", rule: [rule("BotControlRuleSet")] });

    expect(gaps([acl])).toEqual(["aws_wafv2_web_acl.main: the managed rule group with BotControl is charged extra"]);
  });
});

describe("CloudFront", () => {
  const distribution = (body: Body = {}): Block =>
    resource("aws_cloudfront_distribution", "assets", { aliases: ["assets.shop.com"], ...body });

  test("costs by requests and bytes", () => {
    // 2,000,000 requests at 0.01 for ten thousand; 50 GB at 0.085
    expect(bill([distribution()])).toEqual({ requests: [200, 0.01, 2], "bytes to viewers": [50, 0.085, 4.25] });
  });

  test("has tiers: what is above the first costs less", () => {
    // 10,240 GB at 0.085 and 9,760 GB at 0.08
    expect(bill([distribution()], { cdnGb: 20_000 })["bytes to viewers"]?.[2]).toBe(1651.2);
  });

  test("has allowances, when they are used", () => {
    expect(bill([distribution()], { freeAllowances: "used" })).toEqual({
      requests: [200, 0, 0],
      "bytes to viewers": [50, 0, 0],
    });
  });

  test("pays for functions", () => {
    const behavior = { function_association: [{ event_type: "viewer-request", function_arn: "arn" }] };

    expect(bill([distribution({ default_cache_behavior: behavior })])).toMatchObject({ functions: [2, 0.1, 0.2] });
  });
});

test("a hosted zone costs itself and its queries", () => {
  expect(bill([resource("aws_route53_zone", "main")])).toEqual({
    "hosted zones": [1, 0.5, 0.5],
    "DNS queries": [1, 0.4, 0.4],
  });
});

test("a namespace of service discovery is a hosted zone", () => {
  expect(bill([resource("aws_service_discovery_private_dns_namespace", "main")])).toEqual({
    "service discovery: hosted zone": [1, 0.5, 0.5],
    "service discovery: queries": [1, 0.4, 0.4],
  });
});
