import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { describe, expect, test } from "@jest/globals";

import type { ApplicationLoadBalancerProps } from "../../../src/constructs/ingress/application-load-balancer";
import type { Route } from "../../../src/constructs/ingress/application-load-balancer";
import { loadBalancer, targetGroup } from "../../support/load-balancer";
import { network } from "../../support/network";
import { type Block, type Synthesized, synthesize } from "../../support/synthesized";
import { blueGreenTarget } from "../../support/targets";

const dualstack = { ...network, publicAddresses: "dualstack" as const };

function balance(props: Partial<ApplicationLoadBalancerProps> = {}): Synthesized {
  return synthesize((stack) => loadBalancer(stack, props));
}

function listener(stack: Synthesized, id: "http" | "https" | "test"): Block | undefined {
  return stack.resources("aws_lb_listener")[`load-balancer/${id}`];
}

/** Who may connect to which port. */
function openings(stack: Synthesized): string[] {
  return Object.values(stack.resources("aws_vpc_security_group_ingress_rule"))
    .map((rule) => `${String(rule.cidr_ipv4 ?? rule.cidr_ipv6)} ${String(rule.from_port)}-${String(rule.to_port)}`)
    .sort();
}

describe("ApplicationLoadBalancer", () => {
  test("listens on 80 and 443 only", () => {
    const stack = balance();

    const arn = stack.reference("aws_lb", "load-balancer", "arn");
    expect(Object.values(stack.resources("aws_lb_listener"))).toMatchObject([
      { load_balancer_arn: arn, port: 80 },
      { load_balancer_arn: arn, port: 443 },
    ]);
  });

  test("redirects HTTP to HTTPS for good", () => {
    expect(listener(balance(), "http")).toMatchObject({
      protocol: "HTTP",
      default_action: [{ type: "redirect", redirect: { protocol: "HTTPS", port: "443", status_code: "HTTP_301" } }],
    });
  });

  test("speaks TLS by its policy, with a certificate that is valid already", () => {
    const stack = balance();

    expect(listener(stack, "https")).toMatchObject({
      protocol: "HTTPS",
      ssl_policy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
      certificate_arn: stack.reference("aws_acm_certificate_validation", "certificate/validation", "certificate_arn"),
    });
  });

  test("answers with a fixed 404 what no rule knows", () => {
    expect(listener(balance(), "https")).toMatchObject({
      default_action: [{ type: "fixed-response", fixed_response: { status_code: "404", content_type: "text/plain" } }],
    });
  });

  test("drops requests with invalid headers", () => {
    expect(balance().only("aws_lb")).toMatchObject({
      name: "finance-app-public",
      load_balancer_type: "application",
      drop_invalid_header_fields: true,
      idle_timeout: 60,
    });
  });

  test.each([
    ["retain", true],
    ["delete", false],
  ] as const)("with onDestroy %s has deletion protection %s", (onDestroy, protection) => {
    expect(balance({ onDestroy }).only("aws_lb").enable_deletion_protection).toBe(protection);
  });

  test("writes access logs, into a bucket that it may already write to", () => {
    const stack = balance();

    expect(stack.only("aws_lb")).toMatchObject({
      access_logs: { bucket: stack.reference("aws_s3_bucket", "access-logs/bucket", "bucket"), enabled: true },
      depends_on: [stack.address("aws_s3_bucket_policy", "access-logs/bucket/policy")],
    });
  });

  test("protects itself with its own security group only", () => {
    const stack = balance({ securityGroupName: "alb-external" });

    expect(stack.only("aws_security_group").name).toBe("alb-external");
    expect(stack.only("aws_lb").security_groups).toEqual([
      stack.reference("aws_security_group", "load-balancer/security-group", "id"),
    ]);
  });

  test("reaches nothing until a connection is made", () => {
    expect(balance().types()).not.toContain("aws_vpc_security_group_egress_rule");
  });

  describe("that faces the internet", () => {
    test("stands in public subnets", () => {
      expect(balance().only("aws_lb")).toMatchObject({ internal: false, subnets: network.publicSubnetIds });
    });

    test("waits for the internet gateway, without which AWS refuses it, and goes before it", () => {
      const stack = synthesize((scope) => {
        const gateway = new InternetGateway(scope, "gateway", {});
        loadBalancer(scope, { network: { ...network, internetAccess: [gateway] } });
      });

      expect(stack.only("aws_lb").depends_on).toEqual([
        stack.address("aws_s3_bucket_policy", "access-logs/bucket/policy"),
        stack.address("aws_internet_gateway", "gateway"),
      ]);
    });

    test("is open to everybody on 80 and 443 only", () => {
      expect(openings(balance())).toEqual(["0.0.0.0/0 443-443", "0.0.0.0/0 80-80"]);
    });

    test("speaks IPv6 too where public subnets do, and is open to everybody there", () => {
      const stack = balance({ network: dualstack });

      expect(stack.only("aws_lb").ip_address_type).toBe("dualstack");
      expect(openings(stack)).toEqual(["0.0.0.0/0 443-443", "0.0.0.0/0 80-80", "::/0 443-443", "::/0 80-80"]);
    });

    test("speaks only IPv4 where public subnets speak nothing else", () => {
      expect(balance().only("aws_lb").ip_address_type).toBe("ipv4");
    });

    test("is open to nobody but the ranges that it is told", () => {
      const stack = balance({ network: dualstack, allowedCidrs: ["192.0.2.0/24", "2001:db8::/32"] });

      expect(openings(stack)).toEqual([
        "192.0.2.0/24 443-443",
        "192.0.2.0/24 80-80",
        "2001:db8::/32 443-443",
        "2001:db8::/32 80-80",
      ]);
    });
  });

  describe("that is internal", () => {
    test("stands in private subnets and speaks IPv4, whatever public ones speak", () => {
      expect(balance({ scheme: "internal", network: dualstack }).only("aws_lb")).toMatchObject({
        internal: true,
        subnets: network.privateSubnetIds,
        ip_address_type: "ipv4",
      });
    });

    test("does not wait for an internet that it never sees", () => {
      const stack = synthesize((scope) => {
        const gateway = new InternetGateway(scope, "gateway", {});
        loadBalancer(scope, { scheme: "internal", network: { ...network, internetAccess: [gateway] } });
      });

      expect(stack.only("aws_lb").depends_on).not.toContain(stack.address("aws_internet_gateway", "gateway"));
    });

    test("is open to the VPC only", () => {
      expect(openings(balance({ scheme: "internal" }))).toEqual(["10.0.0.0/16 443-443", "10.0.0.0/16 80-80"]);
    });

    test("is open to nobody but the ranges that it is told", () => {
      expect(openings(balance({ scheme: "internal", allowedCidrs: ["10.0.3.0/24"] }))).toEqual([
        "10.0.3.0/24 443-443",
        "10.0.3.0/24 80-80",
      ]);
    });
  });

  describe("with a test listener", () => {
    const testListener = { port: 8443, allowedCidrs: ["192.0.2.0/24", "198.51.100.7/32"] };

    test("shows it to its ranges only, on its port only, and opens nothing else to them", () => {
      const stack = balance({ testListener });

      expect(openings(stack)).toEqual([
        "0.0.0.0/0 443-443",
        "0.0.0.0/0 80-80",
        "192.0.2.0/24 8443-8443",
        "198.51.100.7/32 8443-8443",
      ]);
    });

    test("shows it to its ranges only, though everybody may reach the rest over IPv6 too", () => {
      const opened = openings(balance({ testListener, network: dualstack }));

      expect(opened.filter((opening) => opening.endsWith("8443-8443"))).toEqual([
        "192.0.2.0/24 8443-8443",
        "198.51.100.7/32 8443-8443",
      ]);
    });

    test("speaks TLS there as it does to everybody, and answers 404 what no rule knows", () => {
      const stack = balance({ testListener });

      const production = listener(stack, "https");
      expect(production).toBeDefined();
      expect(listener(stack, "test")).toEqual({ ...production, port: 8443 });
    });
  });

  test("without a test listener has no port for one, and says so to whoever asks", () => {
    expect(listener(balance(), "test")).toBeUndefined();
    expect(() => synthesize((stack) => loadBalancer(stack).testListenerArn)).toThrow(
      "test/load-balancer has no test listener, which blue/green deployments need",
    );
  });

  test("attaches a target group by a rule that no request meets, where no route has a priority", () => {
    const stack = synthesize((scope) => loadBalancer(scope).attach("api", targetGroup(scope)));

    expect(stack.only("aws_lb_listener_rule")).toEqual({
      listener_arn: stack.reference("aws_lb_listener", "load-balancer/http", "arn"),
      condition: [{ host_header: { values: ["api.invalid"] } }, { source_ip: { values: ["192.0.2.0/32"] } }],
      action: [{ type: "forward", target_group_arn: stack.reference("aws_lb_target_group", "target-group", "arn") }],
    });
  });

  describe("a route of a blue/green service", () => {
    function blueGreenRules(): { stack: Synthesized; rules: Record<string, Block> } {
      const stack = synthesize((scope) => blueGreenTarget(scope));
      return { stack, rules: stack.resources("aws_lb_listener_rule") };
    }

    test("leads to one target group in production and to the other for tests, for the same requests", () => {
      const { stack, rules } = blueGreenRules();

      const rule = (listenerId: string, group: string): object => ({
        listener_arn: stack.reference("aws_lb_listener", `load-balancer/${listenerId}`, "arn"),
        priority: 1,
        condition: [{ host_header: { values: ["api.finance-app.com"] } }],
        action: [{ type: "forward", target_group_arn: stack.reference("aws_lb_target_group", group, "arn") }],
      });
      expect(rules).toMatchObject({
        "load-balancer/route-api_finance-app_com": rule("https", "target-group"),
        "load-balancer/test-route-api_finance-app_com": rule("test", "alternative"),
      });
      expect(Object.keys(rules)).toHaveLength(2);
    });

    test("leaves where requests go to CodeDeploy, on both listeners, and nothing else", () => {
      for (const rule of Object.values(blueGreenRules().rules))
        expect(rule).toMatchObject({ lifecycle: { ignore_changes: ["action"] } });
    });
  });

  describe("a route", () => {
    function routed(...routes: Route[]): Synthesized {
      return synthesize((stack) => {
        loadBalancer(stack).addRoutes("api", { routes, targetGroup: targetGroup(stack) });
      });
    }

    test("sends requests for its host to the target group, at its priority", () => {
      const stack = routed({ host: "api.finance-app.com", priority: 42 });

      expect(stack.only("aws_lb_listener_rule")).toMatchObject({
        listener_arn: stack.reference("aws_lb_listener", "load-balancer/https", "arn"),
        priority: 42,
        condition: [{ host_header: { values: ["api.finance-app.com"] } }],
        action: [{ type: "forward", target_group_arn: stack.reference("aws_lb_target_group", "target-group", "arn") }],
      });
    });

    test("stays as it was made, since nobody else changes it", () => {
      const rule = routed({ host: "api.finance-app.com", priority: 42 }).only("aws_lb_listener_rule");
      expect(rule).not.toHaveProperty("lifecycle");
    });

    test("of a rolling service has no rule on a test listener", () => {
      const stack = synthesize((scope) => {
        const balancer = loadBalancer(scope, { testListener: { port: 8443, allowedCidrs: ["192.0.2.0/24"] } });
        balancer.addRoutes("api", { routes: [{ host: "a.com", priority: 1 }], targetGroup: targetGroup(scope) });
      });

      expect(Object.keys(stack.resources("aws_lb_listener_rule"))).toEqual(["load-balancer/route-a_com"]);
    });

    test.each<[string, Route, object[]]>([
      ["a host", { host: "a.com", priority: 1 }, [{ host_header: { values: ["a.com"] } }]],
      ["a path", { path: "/v1/*", priority: 1 }, [{ path_pattern: { values: ["/v1/*"] } }]],
      [
        "a host and a path",
        { host: "*.a.com", path: "/v1", priority: 1 },
        [{ host_header: { values: ["*.a.com"] } }, { path_pattern: { values: ["/v1"] } }],
      ],
      ["everything", { priority: 1 }, [{ path_pattern: { values: ["/*"] } }]],
    ])("takes %s", (_, route, condition) => {
      expect(routed(route).only("aws_lb_listener_rule").condition).toEqual(condition);
    });

    test("has an address that names the requests, not the service", () => {
      const hosts = ["a.com", "*.a.com", undefined].flatMap((host) =>
        [undefined, "/v1", "/v1/*", "/v1*"].map((path) => ({ host, path })),
      );
      const stack = routed(...hosts.map((route, priority) => ({ ...route, priority })));

      const paths = Object.keys(stack.resources("aws_lb_listener_rule"));
      expect(paths).toHaveLength(12);
      expect(paths.filter((path) => path.includes("api"))).toEqual([]);
      expect(paths).toContain("load-balancer/route-a_com");
      expect(paths).toContain("load-balancer/route-everyHost");
    });

    test("takes the place of the rule that its service had, which narrows when the service's others are there", () => {
      const stack = routed({ host: "a.com", priority: 1 }, { host: "b.com", priority: 2 });

      const [first, second] = ["a_com", "b_com"].map((host) =>
        stack.address("aws_lb_listener_rule", `load-balancer/route-${host}`),
      );
      expect(stack.resources("aws_lb_listener_rule")["load-balancer/route-a_com"]).toMatchObject({
        depends_on: [second],
      });
      expect(stack.section("moved")).toEqual([
        {
          from: expect.stringMatching(/^aws_lb_listener_rule\.load-balancer_route-api_[0-9A-F]{8}$/) as unknown,
          to: first,
        },
      ]);
    });
  });

  test("redirects one host to another for good, and leaves path and query as they are", () => {
    const stack = synthesize((scope) => {
      loadBalancer(scope).addRedirect({ host: "finance-app.com", priority: 7 }, "www.finance-app.com");
    });

    expect(stack.only("aws_lb_listener_rule")).toMatchObject({
      listener_arn: stack.reference("aws_lb_listener", "load-balancer/https", "arn"),
      priority: 7,
      condition: [{ host_header: { values: ["finance-app.com"] } }],
      action: [{ type: "redirect", redirect: { host: "www.finance-app.com", status_code: "HTTP_301" } }],
    });
    expect(stack.section("moved")).toEqual([
      {
        from: expect.stringMatching(/^aws_lb_listener_rule\.load-balancer_redirect-finance-app_com_/) as unknown,
        to: stack.address("aws_lb_listener_rule", "load-balancer/route-finance-app_com"),
      },
    ]);
    const [action] = stack.only("aws_lb_listener_rule").action as { redirect: object }[];
    expect(Object.keys(action?.redirect ?? {})).toEqual(["host", "status_code"]);
  });
});
