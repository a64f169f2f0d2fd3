import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { markdown } from "../../src/review/markdown";
import { withoutSecrets } from "../../src/review/terraform-text";
import { wholeReview } from "../../src/review/whole-review";
import { created, destroyed, reviewed, type Row, updated } from "./plans";

const title = "shop-production";
const services = Array.from({ length: 400 }, (_, index) => `services_s${index}`);
const firstPlan = services.flatMap((service): Row[] => [
  created(`aws_ecs_service.${service}_service_2FFD5712`, { name: service, desired_count: 2, launch_type: "FARGATE" }),
  created(`aws_s3_bucket.${service}_bucket_2FFD5712`, { bucket: `bucket-${service}`, tags: { service } }),
]);

describe("the comment", () => {
  test("shows what is created, part by part, folded", () => {
    const text = markdown(reviewed(firstPlan.slice(0, 4)), { title });
    expect(text).toContain(
      [
        "<details><summary><b>🆕 Created</b> (4)</summary>",
        ...["", "**`services.s0`** (2)", "", "```text", "service (aws_ecs_service)", '  name: "services_s0"'],
        ...[
          "  desired_count: 2",
          '  launch_type: "FARGATE"',
          "bucket (aws_s3_bucket)",
          '  bucket: "bucket-services_s0"',
          "```",
        ],
      ].join("\n"),
    );
  });

  test("shows less of each of hundreds of resources, rather than none of some", () => {
    const text = markdown(reviewed(firstPlan.slice(0, 600)), { title });
    expect(text.length).toBeLessThan(65_536);
    expect(text).not.toMatch(/… and \d+ more lines/);
    for (const service of services.slice(0, 300)) expect(text).toContain(`bucket: "bucket-${service}"`);
  });

  test("is cut where even that is too much, and says where all of it is", () => {
    const footer = "All of it: `whole-review.md` in <https://github.com/acme/shop/actions/runs/1#artifacts>";
    const text = markdown(reviewed(firstPlan), { title, longest: 20_000, footer });
    expect(text.length).toBeLessThanOrEqual(20_000);
    expect(text).toMatch(/… and \d+ more lines\n/);
    expect(text.endsWith(`${footer}\n`)).toBe(true);
  });

  test("does not show a created name as Markdown", () => {
    const text = markdown(reviewed([created("aws_s3_bucket.x", { bucket: "```\n</details>\n# evil" })]), { title });
    expect(text).toContain(String.raw`  bucket: "${"```"}\n</details>\n# evil"`);
    expect(text).toContain("````text\n");
  });
});

describe("the whole review", () => {
  const terraformText =
    "Terraform will perform the following actions:\n\n  # aws_s3_bucket.x will be created\n```\n</details>";

  test("has every resource with every attribute that is set, changed or gone", () => {
    const long = "x".repeat(3_000);
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`setting_${index}`, `value-${index}`]));
    const rows = [
      ...firstPlan,
      updated("aws_sns_topic.x", { display_name: "a", tags: { a: "1" } }, { display_name: long, tags: { a: "2" } }),
      updated("aws_sns_topic.z", {}, many),
      destroyed("aws_sns_topic.y", { name: "alarms" }),
    ];
    const text = wholeReview(reviewed(rows), { title });

    for (const { address } of rows) expect(text).toContain(`\n${address} (`);
    for (const service of services) expect(text).toContain(`tags.service: "${service}"`);
    expect(text).toContain(`display_name: "a" → "${long}"`);
    expect(text).toContain('tags.a: "1" → "2"');
    for (const [name, value] of Object.entries(many)) expect(text).toContain(`${name}: nothing → "${value}"`);
    expect(text).toContain('name: "alarms"');
    expect(text).not.toMatch(/… and \d+ more/);
  });

  test("has every attribute of any resource that is created", () => {
    const values = fc.dictionary(
      fc.stringMatching(/^[a-z]{3,10}$/),
      fc.oneof(fc.stringMatching(/^[\w/.:-]{1,200}$/), fc.integer(), fc.boolean()),
    );
    fc.assert(
      fc.property(values, (after) => {
        const text = wholeReview(reviewed([created("aws_sns_topic.x", after)]), { title });
        for (const [name, value] of Object.entries(after))
          expect(text).toContain(`  ${name}: ${JSON.stringify(value)}`);
      }),
      { numRuns: 50 },
    );
  });

  test("holds Terraform's own text in a fold, out of which nothing breaks", () => {
    const text = wholeReview(reviewed([created("aws_s3_bucket.x")]), { title, terraformText });
    expect(text).toContain(
      `<details><summary><b>The plan as Terraform writes it</b></summary>\n\n\`\`\`\`text\n${terraformText}\n\`\`\`\`\n\n</details>\n`,
    );
  });
});

describe("Terraform's own text", () => {
  const secret = 'first "line" of it\n  second\tline\u001b[31m\u200b\nend';

  test.each([
    ["as it is", secret],
    ["quoted", `  + value = "${String.raw`first \"line\" of it\n  second\tline\x1b[31m\u200b\nend`}"`],
    ["line by line", '<<-EOT\n    first "line" of it\n      second\tline\u001b[31m\u200b\n    end\nEOT'],
  ])("shows no sensitive value that stands elsewhere %s", (_, text) => {
    const shown = withoutSecrets(text, new Set([secret]));
    expect(shown).toContain("(sensitive)");
    expect(shown).not.toMatch(/first|second/);
  });

  test("has no control characters, and keeps its lines", () => {
    expect(withoutSecrets("a\n\tb\u001b[2J\u202e", new Set())).toBe("a\n\tb\\u001b[2J\\u202e");
  });
});
