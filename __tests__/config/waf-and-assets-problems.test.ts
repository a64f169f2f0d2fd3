import { describe, expect, test } from "@jest/globals";

import { managedRuleGroups } from "../../src/config/managed-rule-groups";
import { checked, type Draft, problemsAfter, problemsBeside } from "../support/platform";

type Change = (environment: Draft) => void;

function webAcl(settings: unknown): Change {
  return (e) => (e.loadBalancers.public.webAcl = settings);
}

function staticAssets(settings: unknown): Change {
  return (e) => (e.staticAssets = settings);
}

describe("a web ACL", () => {
  test("is there by default on a load balancer that faces the internet, with every group blocking", () => {
    const [environment] = checked().environments;

    expect(environment?.loadBalancers.public?.webAcl).toEqual({
      managedRules: Object.fromEntries(
        Object.keys(managedRuleGroups).map((group) => [group, { action: "block", excludedRules: [] }]),
      ),
      rateLimit: { requestsPerFiveMinutes: 2000, action: "block" },
      logs: { retentionDays: 90, requests: "matched", redactedHeaders: [] },
    });
  });

  test("is not there by default on an internal load balancer", () => {
    const [environment] = checked((e) => (e.loadBalancers.public.scheme = "internal")).environments;

    expect(environment?.loadBalancers.public?.webAcl).toBe("none");
  });

  test("may stand before an internal load balancer, and need not before another", () => {
    const [internal] = checked((e) => (e.loadBalancers.public = { scheme: "internal", webAcl: {} })).environments;
    const [open] = checked(webAcl("none")).environments;

    expect(internal?.loadBalancers.public?.webAcl).toMatchObject({ rateLimit: { requestsPerFiveMinutes: 2000 } });
    expect(open?.loadBalancers.public?.webAcl).toBe("none");
  });

  test("keeps other groups as they are when it is told about one", () => {
    const [environment] = checked(
      webAcl({ managedRules: { common: { excludedRules: ["SizeRestrictions_BODY"] } } }),
    ).environments;

    expect(environment?.loadBalancers.public?.webAcl).toMatchObject({
      managedRules: {
        common: { action: "block", excludedRules: ["SizeRestrictions_BODY"] },
        sqlInjection: { action: "block", excludedRules: [] },
      },
    });
  });
});

describe("a mistake at the edge", () => {
  test.each<[string, Change, string]>([
    [
      "a web ACL that is neither there nor not",
      webAcl("off"),
      'loadBalancers.public.webAcl: expected "none" or the settings of a web ACL, got "off"',
    ],
    [
      "a group that may do something else",
      webAcl({ managedRules: { common: { action: "allow" } } }),
      'loadBalancers.public.webAcl.managedRules.common.action: expected "block" or "count", got "allow"',
    ],
    [
      "a mistyped group",
      webAcl({ managedRules: { sqlInjections: {} } }),
      'loadBalancers.public.webAcl.managedRules.sqlInjections: unknown property; did you mean "sqlInjection"?',
    ],
    [
      "an excluded rule that its group does not have",
      webAcl({ managedRules: { common: { excludedRules: ["SizeRestriction_BODY"] } } }),
      'loadBalancers.public.webAcl.managedRules.common.excludedRules.0: AWSManagedRulesCommonRuleSet has no rule "SizeRestriction_BODY"; did you mean "SizeRestrictions_BODY"?; WAF would ignore it silently, so correct its name or remove it',
    ],
    [
      "an excluded rule of another group",
      webAcl({ managedRules: { common: { excludedRules: ["SQLi_BODY"] } } }),
      'loadBalancers.public.webAcl.managedRules.common.excludedRules.0: AWSManagedRulesCommonRuleSet has no rule "SQLi_BODY"; WAF would ignore it silently, so correct its name or remove it',
    ],
    [
      "a rate limit below what WAF counts",
      webAcl({ rateLimit: { requestsPerFiveMinutes: 9 } }),
      "loadBalancers.public.webAcl.rateLimit.requestsPerFiveMinutes: expected a number of requests, a whole number from 10 to 2000000000, got 9",
    ],
    [
      "a rate limit above what WAF counts",
      webAcl({ rateLimit: { requestsPerFiveMinutes: 2_000_000_001 } }),
      "loadBalancers.public.webAcl.rateLimit.requestsPerFiveMinutes: expected a number of requests, a whole number from 10 to 2000000000, got 2000000001",
    ],
    [
      "a redacted header that WAF would never see so",
      webAcl({ logs: { redactedHeaders: ["X-Api-Key"] } }),
      'loadBalancers.public.webAcl.logs.redactedHeaders.0: expected the name of a header in lower case, at most 40 characters, as in "x-api-key", got "X-Api-Key"',
    ],
    [
      "a log group that WAF cannot write to",
      (e) => (e.names = { webAclLogGroup: "/waf/{loadBalancer}" }),
      'loadBalancers.public: the log group name "/waf/public" may hold only letters, digits and ._-/# after "aws-waf-logs-"; change the key, or names.webAclLogGroup',
    ],
    [
      "static assets outside the zone",
      staticAssets({ host: "assets.shop.org" }),
      "staticAssets.host: assets.shop.org is outside the zone shop.com; choose a host that ends in .shop.com",
    ],
    [
      "static assets at a service's host",
      staticAssets({ host: "www.shop.com" }),
      "staticAssets.host: www.shop.com is already a load balancer's; give the static assets a host of their own",
    ],
    [
      "static assets at a redirected host",
      staticAssets({ host: "shop.com" }),
      "staticAssets.host: shop.com is already a load balancer's; give the static assets a host of their own",
    ],
    [
      "static assets without a host",
      staticAssets({}),
      'staticAssets.host: missing; expected a host name in lower case, as in "api.example.com"',
    ],
    [
      "an origin that is none",
      staticAssets({ host: "assets.shop.com", allowedOrigins: ["www.shop.com"] }),
      'staticAssets.allowedOrigins.0: expected an origin, as in "https://www.example.com", got "www.shop.com"',
    ],
    [
      "static assets in an environment whose name is too long for their bucket",
      (e) => {
        e.staticAssets = { host: "assets.shop.com" };
        e.names = { staticAssetsBucket: "a".repeat(64) };
      },
      `names.staticAssetsBucket: the S3 bucket name "${"a".repeat(64)}" has 64 characters, AWS allows 63; change the key, or names.staticAssetsBucket`,
    ],
  ])("is found: %s", (_, change, problem) => {
    expect(problemsAfter(change)).toEqual([problem]);
  });

  test("is found: static assets without a zone", () => {
    const problems = problemsAfter((e) => {
      e.staticAssets = { host: "assets.shop.com" };
      delete e.dns;
    });

    expect(problems).toContain(
      "dns: missing, but there is staticAssets.host; name the Route 53 zone of assets.shop.com",
    );
  });

  test("is found: static assets at another environment's host", () => {
    expect(problemsBeside((e) => (e.staticAssets = { host: "www.shop.com" }))).toEqual([
      "staticAssets.host: www.shop.com belongs to shop-test already; choose another host",
    ]);
  });
});
