import type { RuleCondition } from "@aws-sdk/client-elastic-load-balancing-v2";
import { expect, test } from "@jest/globals";

import { matches } from "../../../src/operations/emulate/answering-services";

const host = (...Values: string[]): RuleCondition => ({ Field: "host-header", HostHeaderConfig: { Values } });
const path = (...Values: string[]): RuleCondition => ({ Field: "path-pattern", Values });

test.each([
  ["its host", [host("api.shop.com", "www.shop.com")], true],
  ["a wildcard", [host("*.shop.com")], true],
  ["another host", [host("apixshop.com", "shop.com")], false],
  ["every path of its host", [host("WWW.shop.com"), path("/*")], true],
  ["the root alone", [path("/")], true],
  ["a path below the root", [host("www.shop.com"), path("/api/*")], false],
  ["a condition that no request here meets", [{ Field: "source-ip" }], false],
  ["anything", [], true],
])("a rule for %s", (_, Conditions, expected) => {
  expect(matches({ Conditions }, "www.shop.com")).toBe(expected);
});
