import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { reviewJson } from "../../src/review/json";
import { markdown } from "../../src/review/markdown";
import { readPlan } from "../../src/review/plan";
import { exitCodeOf, type Review, review } from "../../src/review/review";
import { terminalText } from "../../src/review/terminal";
import { planJson, type Row } from "./plans";

const types = [
  ...["aws_db_instance", "aws_iam_policy", "aws_iam_role", "aws_lb", "aws_lb_listener_rule", "aws_s3_bucket_policy"],
  ...[
    "aws_ecs_task_definition",
    "aws_vpc_security_group_ingress_rule",
    "aws_route53_record",
    "aws_sns_topic",
    "aws_security_group",
  ],
];
const actions = [
  ["no-op"],
  ["create"],
  ["update"],
  ["delete"],
  ["delete", "create"],
  ["create", "delete"],
  ["forget"],
  ["read"],
];
const attributes = [
  "policy",
  "container_definitions",
  "name",
  "cidr_ipv4",
  "from_port",
  "assume_role_policy",
  "tags",
  "description",
];

const values = fc.dictionary(fc.constantFrom(...attributes), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 5 });
const masks = fc.oneof(fc.boolean(), fc.dictionary(fc.constantFrom(...attributes), fc.jsonValue({ maxDepth: 2 })));
const row: fc.Arbitrary<Row> = fc.record({
  address: fc
    .tuple(fc.constantFrom(...types), fc.stringMatching(/^[a-z]{1,8}(_[a-z]{1,8}){0,3}_[0-9A-F]{8}$/))
    .map(([type, name]) => `${type}.${name}`),
  actions: fc.constantFrom(...actions),
  before: values,
  after: values,
  after_unknown: masks,
  before_sensitive: masks,
  after_sensitive: masks,
});
const rows = fc.uniqueArray(row, { maxLength: 8, selector: ({ address }) => address });

function printed(result: Review): string[] {
  return [markdown(result, { title: "shop" }), terminalText(result, "shop"), reviewJson(result)];
}

function judge(some: readonly Row[], resources: readonly object[] = []): Review {
  return review(readPlan(planJson(some, { configuration: { root_module: { resources } } })));
}

const expression = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.record({ references: fc.array(fc.constantFrom("aws_security_group.services_api_2FFD5712", "aws_lb.x", "")) }),
);
const configured = fc.array(
  fc.record({
    address: fc.constantFrom(
      "aws_vpc_security_group_ingress_rule.database_x_2FFD5712",
      "aws_cloudfront_distribution.assets_2FFD5712",
      "x",
    ),
    expressions: fc.dictionary(
      fc.constantFrom("security_group_id", "referenced_security_group_id", "from_port", "to_port"),
      expression,
    ),
  }),
  { maxLength: 4 },
);

test("no plan makes it crash, and GitHub takes every comment", () => {
  fc.assert(
    fc.property(rows, configured, (some, resources) => {
      for (const text of printed(judge(some, resources))) expect(text.length).toBeLessThan(65_536);
    }),
    { numRuns: 100 },
  );
});

test("every change of the plan is judged exactly once, and the counts add up", () => {
  fc.assert(
    fc.property(rows, (some) => {
      const { judged, actions: counts } = judge(some);
      const changed = some.filter(({ actions: [action] }) => action !== "no-op").map(({ address }) => address);
      expect(judged.map(({ change }) => change.address).sort()).toEqual(changed.sort());
      const reads = some.filter(({ actions: [action] }) => action === "read").length;
      expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(changed.length - reads);
    }),
    { numRuns: 100 },
  );
});

describe("a sensitive value", () => {
  const secrets = ['Tr0ub4dor-and-3-"quotes"', "a|b_c*d`e~f<g>&h", "two\nlines and  spaces", "\u001b[31mred@team"];
  /** Somewhere below an attribute that Terraform marks as a whole, and in clear text somewhere else. */
  const hiding = fc.record({
    attribute: fc.constantFrom(...attributes, "password"),
    depth: fc.integer({ min: 0, max: 3 }),
    side: fc.constantFrom("before", "after", "both"),
    actions: fc.constantFrom(...actions),
    type: fc.constantFrom(...types),
    alsoInClear: fc.constantFrom(undefined, "text", "cut", "json", "key"),
    secret: fc.constantFrom(...secrets),
  });
  /** Where it stands although nothing marks it: what cuts, escapes or parses a text must not save it. */
  const inClear: Record<string, (secret: string) => object> = {
    text: (secret) => ({ display_name: `see ${secret}` }),
    cut: (secret) => ({ display_name: "x".repeat(110) + secret }),
    json: (secret) => ({
      policy: JSON.stringify({ Statement: { Effect: "Allow", Action: secret, Resource: `r ${secret}` } }),
      container_definitions: JSON.stringify([{ name: "api", command: [secret], image: `i ${secret}` }]),
    }),
    key: (secret) => ({ labels: { [secret]: "x" } }),
  };

  test("never comes out, wherever it stands", () => {
    fc.assert(
      fc.property(hiding, ({ attribute, depth, side, actions: some, type, alsoInClear, secret }) => {
        const nested = Array.from({ length: depth }).reduce<unknown>((inner) => ({ key: [inner] }), secret);
        const holder = { ...(alsoInClear && inClear[alsoInClear]?.(secret)), [attribute]: nested };
        const result = judge([
          {
            address: `${type}.services_api_x_2FFD5712`,
            actions: some,
            before: side === "after" ? { display_name: "old" } : holder,
            after: side === "before" ? { display_name: "new" } : holder,
            before_sensitive: { [attribute]: true },
            after_sensitive: { [attribute]: true },
          },
        ]);
        for (const text of printed(result)) {
          expect(text).not.toContain(secret);
          expect(text).not.toContain(JSON.stringify(secret).slice(1, -1));
          expect(unescaped(text)).not.toContain(unescaped(secret).slice(0, 8));
        }
      }),
      { numRuns: 250 },
    );
  });
});

/** Without whatever Markdown, HTML or a terminal's columns need. */
function unescaped(text: string): string {
  return text
    .replaceAll(/<!-- -->|\\/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replaceAll(/\s+/g, " ");
}

test("the exit code is 3 exactly when something blocks, and 0 exactly when nothing changes", () => {
  fc.assert(
    fc.property(rows, (some) => {
      const result = judge(some);
      const blocks = result.judged.some(({ level }) => level === "blocks");
      expect(exitCodeOf(result)).toBe(blocks ? 3 : result.judged.length > 0 ? 2 : 0);
    }),
  );
});
