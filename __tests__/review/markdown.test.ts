import { describe, expect, test } from "@jest/globals";

import { markdown } from "../../src/review/markdown";
import { readPlan } from "../../src/review/plan";
import { review } from "../../src/review/review";
import { created, destroyed, planJson, reviewed, type Row, terraformRow, updated } from "./plans";

const title = "shop-production";
const database = "aws_db_instance.database_EBDE4557";

test("an empty plan says that there is nothing to change", () => {
  expect(markdown(reviewed([]), { title })).toContain("## `shop-production`: nothing to change");
});

test("what blocks stands first, opened, with the line that releases it", () => {
  const text = markdown(reviewed([created("aws_sns_topic.x"), destroyed(database)]), { title });

  expect(text).toContain("blocked by 1 finding");
  expect(text).toContain(`\`\`\`text\nAcknowledge: ${database}\n\`\`\``);
  expect(text).toContain("<details open><summary><b>⛔ Blocks</b> (1)</summary>");
  expect(text.indexOf("⛔ Blocks</b>")).toBeLessThan(text.indexOf("⚪ Routine</b>"));
});

test("an acknowledged finding is recorded and no longer blocks", () => {
  const text = markdown(reviewed([destroyed(database)], { acknowledged: [database, "aws_sns_topic.gone"] }), { title });

  expect(text).toContain(`Acknowledged in the pull request: \`${database}\``);
  expect(text).toContain("Acknowledged, but nothing to release: `aws_sns_topic.gone`");
  expect(text).not.toContain("blocked by");
});

test("hundreds of routine changes are one row, and do not hide the dangerous one", () => {
  const tags = Array.from({ length: 500 }, (_, index) =>
    updated(`aws_sns_topic.services_s${index}_topic_2FFD5712`, { tags_all: { a: "1" } }, { tags_all: { a: "2" } }),
  );
  const text = markdown(reviewed([...tags, destroyed(database)]), { title });

  expect(text).toContain(
    "| `aws_sns_topic` | gets other tags | 500 | `services.s0`, `services.s1`, `services.s10`, `services.s100` and 496 more |",
  );
  expect(text.indexOf(database)).toBeLessThan(text.indexOf("aws_sns_topic"));
});

test("stays within what GitHub takes, and says how much is left out", () => {
  const many = Array.from({ length: 3000 }, (_, index) => destroyed(`aws_db_instance.database-${index}_EBDE4557`));
  const text = markdown(reviewed(many), { title });

  expect(text.length).toBeLessThan(65_536);
  expect(text).toMatch(/… and \d+ more lines\n/);
  expect(text).toMatch(/\n`npm run review` with `--whole <file>` writes all of it, with every attribute\.\n$/);
});

test("ten megabytes of tags are a comment like any other", () => {
  const tags = (value: string): Record<string, string> =>
    Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`tag-${index}`, value.repeat(500)]));
  const text = markdown(reviewed([updated("aws_sns_topic.x", { tags: tags("a") }, { tags: tags("b") })]), { title });

  expect(text).toContain("| `aws_sns_topic` | gets other tags | 1 |");
  expect(text.length).toBeLessThan(5_000);
});

test("names with Markdown and HTML in them are shown literally", () => {
  const evil = "`**x**` <img src=x> | [a](b)";
  const text = markdown(reviewed([updated("aws_sns_topic.x", { display_name: "a" }, { display_name: evil })]), {
    title,
  });

  expect(text).toContain('``display_name: "a" → "`**x**` <img src=x> \\| [a](b)"``');
});

test("a host with HTML in it is escaped in a title", () => {
  const rows = [destroyed("aws_route53_record.x", { name: "<b>*.example.com</b>", type: "A" })];
  expect(markdown(reviewed(rows), { title })).toContain(
    String.raw`"&lt;b&gt;\*.example.com&lt;/b&gt;" no longer resolves`,
  );
});

test("nobody is called and nothing is linked by a name in a title", () => {
  const rows = [destroyed("aws_route53_record.x", { name: "@acme/team#1", type: "A" })];
  expect(markdown(reviewed(rows), { title })).toContain('"@<!-- -->acme/team#<!-- -->1" no longer resolves');
});

test("thousands of acknowledgements and attributes leave room for what matters", () => {
  const acknowledged = Array.from({ length: 3_000 }, (_, index) => `aws_sns_topic.gone-${index}`);
  const values = (value: string): Record<string, string> =>
    Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`setting-${index}`, value]));
  const rows = [updated("aws_sns_topic.x", values("a"), values("b")), destroyed("aws_sns_topic.y")];
  const text = markdown(reviewed(rows, { acknowledged }), { title });

  expect(text.length).toBeLessThan(5_000);
  expect(text).toContain("`aws_sns_topic.gone-9` and 2990 more");
  expect(text).toContain("  - `… and 2980 more`");
  expect(text).toContain("`aws_sns_topic.y`");
});

test.each([2_000, 5_000, 20_000])(
  "what %i characters have no room for leaves no open fence and no open fold",
  (longest) => {
    const rows = Array.from({ length: 60 }, (_, index) =>
      destroyed(`aws_sns_topic.services_s${index % 30}_t${index}_EBDE4557`),
    );
    const text = markdown(reviewed(rows), {
      title,
      extra: `<details><summary>Cost</summary>\n\n${"x\n".repeat(4_000)}</details>`,
      longest,
    });

    expect(text.length).toBeLessThanOrEqual(longest);
    expect((text.match(/^```/gm) ?? []).length % 2).toBe(0);
    expect(text.match(/<details/g)?.length).toBe(text.match(/<\/details>/g)?.length);
  },
);

describe("drift", () => {
  const change: Row = updated(
    database,
    { backup_retention_period: 7, address: "a" },
    { backup_retention_period: 1, address: "b" },
  );
  const back = updated(database, { backup_retention_period: 1 }, { backup_retention_period: 7 });
  const resources = [{ address: database, expressions: { backup_retention_period: {} } }];
  const drifted = (rows: Row[], drift = change): string =>
    markdown(
      review(
        readPlan(
          planJson(rows, { resource_drift: [terraformRow(drift)], configuration: { root_module: { resources } } }),
        ),
      ),
      { title },
    );

  test("that the plan takes back is told apart from what is intended", () => {
    const text = drifted([back]);
    expect(text).toContain("changes** (drift, see below)");
    expect(text).toContain(`\`${database}\` was changed outside Terraform, and this plan takes that back.`);
    expect(text).toContain("`backup_retention_period: 7 → 1`");
    expect(text).not.toContain('"a" → "b"');
  });

  test("that the plan leaves to somebody else is none", () => {
    expect(drifted([])).toContain("nothing to change");
  });

  test("that a planned change leaves as it was found is none: the configuration ignores it", () => {
    const scaled = updated(database, { backup_retention_period: 7 }, { backup_retention_period: 1 });
    const other = updated(database, { backup_retention_period: 1, port: 1 }, { backup_retention_period: 1, port: 2 });
    expect(drifted([other], scaled)).not.toContain("outside Terraform");
  });

  test("of what is gone is said to be so", () => {
    expect(drifted([created(database)], destroyed(database))).toContain("is gone outside Terraform");
  });
});

describe("the picture", () => {
  const group = (part: string): string => `aws_security_group.${part}_security-group_EBDE4557`;
  const reference = (address: string): object => ({ references: [`${address}.id`, address] });
  const rule = (direction: string, of: string, port: number, peer: object): object => ({
    address: `aws_vpc_security_group_${direction}_rule.${of}_${port}_EBDE4557`,
    expressions: {
      ...{ security_group_id: reference(group(of)), ip_protocol: { constant_value: "tcp" }, ...peer },
      ...{ from_port: { constant_value: port }, to_port: { constant_value: port } },
    },
  });
  const peer = (part: string): object => ({ referenced_security_group_id: reference(group(part)) });
  const anybody = { cidr_ipv4: { constant_value: "0.0.0.0/0" } };
  const opened = (from: string, to: string, port: number): object[] => [
    rule("egress", from, port, peer(to)),
    rule("ingress", to, port, peer(from)),
  ];
  const [balancer, api] = ["load-balancers_public", "services_api"];
  const configured = [
    { address: "aws_cloudfront_distribution.static-assets_distribution_EBDE4557" },
    ...[balancer, api, "database"].map((part) => ({ address: group(part) })),
    ...[rule("ingress", balancer, 80, anybody), rule("ingress", balancer, 443, anybody)],
    ...[rule("egress", api, 443, anybody), rule("ingress", "database", 6543, peer(api))],
    ...[opened(balancer, api, 3000), opened(api, "database", 5432), opened(api, api, 3001)].flat(),
  ];

  /** The lines of the picture, with names instead of ids. */
  function picture(rows: readonly Row[], resources: readonly object[] = configured): string[] {
    const plan = planJson(rows, { configuration: { root_module: { resources } } });
    const [, drawn = ""] = /```mermaid\n([^`]*)```/.exec(markdown(review(readPlan(plan)), { title })) ?? [];
    const names = new Map([...drawn.matchAll(/(part\d+)\["([^"<]*)/g)].map(([, id = "", name = ""]) => [id, name]));
    return drawn.split("\n").map((line) => line.trim().replaceAll(/part\d+/g, (id) => names.get(id) ?? id));
  }

  test("marks each part that changes with its worst level", () => {
    const lines = picture([
      ...[destroyed(database), created("aws_db_parameter_group.database_parameter-group_2FFD5712")],
      created("aws_ecs_service.services_api_service_2FFD5712"),
    ]);

    expect(lines).toContain('services.api["services.api<br/>1 change"]:::routine');
    expect(lines).toContain('database["database<br/>2 changes"]:::blocks');
  });

  test("shows the whole path of requests, though only a part of it changes", () => {
    const lines = picture([destroyed(database)]);

    expect(lines).toContain('loadBalancers.public["loadBalancers.public"]:::unchanged');
    expect(lines.filter((line) => line.includes("-->"))).toEqual([
      'clients -->|"443"| staticAssets',
      'clients -->|"80, 443"| loadBalancers.public',
      'loadBalancers.public -->|"3000"| services.api',
      'services.api -->|"5432"| database',
    ]);
  });

  test("leaves out what changes elsewhere, and is none where only that does", () => {
    const key = updated("aws_kms_key.key_EBDE4557", { description: "a" }, { description: "b" });
    expect(picture([destroyed(database), key]).join("\n")).not.toContain("key");
    expect(picture([key])).toEqual([""]);
  });

  test("shows what changes and its neighbours where the whole is too much", () => {
    const services = Array.from({ length: 60 }, (_, index) => `services_s${index}`);
    const resources = [balancer, ...services].map((part) => ({ address: group(part) }));
    const rows = [created("aws_ecs_service.services_s7_service_2FFD5712")];
    const lines = picture(rows, [...resources, ...services.flatMap((part) => opened(balancer, part, 3000))]);

    expect(lines.filter((line) => line.includes('"]:::'))).toEqual([
      'loadBalancers.public["loadBalancers.public"]:::unchanged',
      'services.s7["services.s7<br/>1 change"]:::routine',
    ]);
  });

  test("is none of a plan that changes nothing", () => {
    expect(picture([])).toEqual([""]);
  });

  test("shows names literally", () => {
    const odd = { address: "aws_cloudfront_distribution.odd<b>_distribution_EBDE4557" };
    expect(picture([destroyed(database)], [...configured, odd])).toContain('odd#60;b#62;["odd#60;b#62;"]:::unchanged');
  });
});
