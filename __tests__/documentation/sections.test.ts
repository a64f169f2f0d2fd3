import { describe, expect, test } from "@jest/globals";

import type { Connection } from "../../src/terraform-json/connections";
import { alarmsSection } from "../../src/documentation/sections/alarms";
import { portsSection } from "../../src/documentation/sections/ports";
import { retentionSection } from "../../src/documentation/sections/retention";
import { serviceBodies, stackOf } from "./stack";

/** The cells of a table's row that begins with some text. */
function row(markdown: string, start: string): string[] | undefined {
  const rows = markdown.split("\n").map((line) => line.split("|").map((cell) => cell.trim()));
  return rows.find((cells) => cells[1]?.startsWith(start))?.slice(1, -1);
}

describe("who may talk to whom", () => {
  const connection = (from: string, to: string): Connection => ({
    from: { name: from },
    to: { name: to },
    ports: ["443"],
  });

  test("is a matrix, from the left to the top", () => {
    const section = portsSection([connection("a", "b"), connection("c", "d")]);

    expect(row(section, "from")).toEqual(["from ↓ to →", "`b`", "`d`"]);
    expect(row(section, "`a`")).toEqual(["`a`", "443", ""]);
    expect(row(section, "`c`")).toEqual(["`c`", "", "443"]);
  });

  test("is a list where a matrix would be too wide", () => {
    const section = portsSection(Array.from({ length: 20 }, (_, index) => connection("a", `b${index}`)));

    expect(row(section, "from")).toEqual(["from", "to", "ports"]);
    expect(section.match(/`a`/g)).toHaveLength(1);
  });
});

describe("alarms", () => {
  const alarms = (...keys: string[]): string =>
    alarmsSection(
      stackOf(Object.assign({}, ...keys.map(serviceBodies)) as Record<string, Record<string, unknown>>).blocks,
    );

  test("have their threshold, how often it is looked at, and what to do", () => {
    expect(row(alarms("api"), "`services/api/cpu`")).toEqual([
      "`services/api/cpu`",
      "CPUUtilization, average ≥ 90 in 3 of 3 periods of 1 minute",
      "The tasks of api use 90 percent of their CPU.",
    ]);
  });

  test("that say the same of several services are one row", () => {
    expect(row(alarms("api", "web"), "`services/api/cpu`")).toEqual([
      "`services/api/cpu`<br>`services/web/cpu`",
      "CPUUtilization, average ≥ 90 in 3 of 3 periods of 1 minute",
      "The tasks of the service use 90 percent of their CPU.",
    ]);
  });
});

test("what alarms tell is told with what else reaches those who hear of them, and nothing that starts something", () => {
  const event = (name: string, arn: string): Record<string, Record<string, unknown>> => ({
    [`aws_cloudwatch_event_rule.${name}`]: { description: `What ${name}` },
    [`aws_cloudwatch_event_target.${name}`]: { rule: `\${aws_cloudwatch_event_rule.${name}.name}`, arn },
  });
  const section = alarmsSection(
    stackOf({
      ...{
        "aws_sns_topic.topic": { name: "alarms" },
        "aws_sns_topic_policy.topic": {},
        "aws_sfn_state_machine.s": {},
      },
      ...event("failed", "${aws_sns_topic_policy.topic.arn}"),
      ...event("rotated", "${aws_sfn_state_machine.s.arn}"),
    }).blocks,
  );

  expect(section).toContain("They tell `alarms`");
  expect(section).toContain("- What failed");
  expect(section).not.toContain("What rotated");
});

describe("how long things are kept", () => {
  const kept = (bodies: Record<string, Record<string, unknown>>): string => retentionSection(stackOf(bodies).blocks);

  test("is told of logs, for ever where nobody said a number of days", () => {
    const section = kept({
      "aws_cloudwatch_log_group.a": { name: "/a", retention_in_days: 1 },
      "aws_cloudwatch_log_group.b": { name: "/b" },
    });

    expect(section).toMatch(/`\/a` +\| 1 day /);
    expect(section).toMatch(/`\/b` +\| for ever/);
  });

  test("is told of a bucket's lifecycle in words", () => {
    const rule = {
      expiration: [{ days: 90 }],
      noncurrent_version_expiration: [{ noncurrent_days: 1 }],
      transition: [{ days: 30, storage_class: "GLACIER" }],
    };
    const section = kept({
      "aws_s3_bucket.b": { bucket: "logs" },
      "aws_s3_bucket_lifecycle_configuration.l": { bucket: "${aws_s3_bucket.b.bucket}", rule: [rule] },
    });

    expect(section).toMatch(/`logs` +\| 90 days; overwritten or deleted: 1 day more; GLACIER after 30 days/);
  });

  test("is told of a database that nobody backs up", () => {
    expect(kept({ "aws_db_instance.database_00000000": { identifier: "main", backup_retention_period: 0 } })).toMatch(
      /`main` +\| not backed up/,
    );
  });
});
