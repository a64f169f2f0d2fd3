import { describe, expect, test } from "@jest/globals";

import { triggersOf } from "../../src/operations/review/replacement-triggers";
import { stackOf } from "../operations/support/stack";
import { reviewJson } from "../../src/review/json";
import { markdown } from "../../src/review/markdown";
import { readPlan } from "../../src/review/plan";
import { type Review, review } from "../../src/review/review";
import { terminalText } from "../../src/review/terminal";
import { planJson, reviewed, type Row, updated } from "./plans";

const alarm = "aws_cloudwatch_composite_alarm.alarm";
const replaced = (address: string, action_reason?: string, more: Partial<Row> = {}): Row => ({
  address,
  actions: ["delete", "create"],
  before: { name: "a" },
  after: { name: "a" },
  ...(action_reason !== undefined && { action_reason }),
  ...more,
});
const reasonOf = ({ judged }: Review, address = alarm): string | undefined =>
  judged.find(({ change }) => change.address === address)?.reason;

describe("why something is replaced or destroyed", () => {
  test.each([
    ["replace_because_tainted", "tainted: an earlier apply failed while it created this one, or it was marked by hand"],
    ["replace_because_cannot_update", "it cannot be updated in place"],
    ["replace_by_request", "the plan was made with -replace"],
    ["replace_by_triggers", "something in its replace_triggered_by changes"],
    ["delete_because_no_resource_config", "it is no longer in the configuration"],
    ["delete_because_no_module", "its module is no longer in the configuration"],
    ["delete_because_no_move_target", "the target of its moved block is not in the configuration"],
    ["delete_because_wrong_repetition", "its count or for_each was added or removed"],
    ["delete_because_count_index", "its index is beyond its count"],
    ["delete_because_each_key", "its key is no longer in its for_each"],
    ["read_because_config_unknown", "its arguments are known only after apply"],
    ["read_because_dependency_pending", "something that it depends on changes"],
    ["read_because_check_nested", "it belongs to a check"],
    ["replace_because_of_the_moon", "replace because of the moon"],
    ["constructor", "constructor"],
  ])("%s is: because %s", (reason, words) => {
    const result = reviewed([replaced(alarm, reason)]);
    expect(markdown(result, { title: "shop" })).toContain(`<br>\`${alarm}\`\n  - because `);
    expect(terminalText(result, "shop")).toContain(`    ${alarm}\n    because ${words}`);
    expect(JSON.parse(reviewJson(result))).toMatchObject({ resources: [{ actionReason: reason, reason: words }] });
  });

  test("the attributes that force it are named, also where they look the same before and after", () => {
    const paths = { replace_paths: [["name"], ["settings", 0, "mode"]] };
    const words = "it cannot be updated in place: name, settings.0.mode";
    expect(reasonOf(reviewed([replaced(alarm, "replace_because_cannot_update", paths)]))).toBe(words);
    expect(reasonOf(reviewed([replaced(alarm, undefined, paths)]))).toBe(words);
  });

  test("nothing is said where the plan says nothing", () => {
    const result = reviewed([replaced(alarm)]);
    expect(reasonOf(result)).toBe("");
    expect(terminalText(result, "shop")).not.toContain("because");
  });

  test("the trigger is named that changes, and not the one that stays", () => {
    const members = "terraform_data.members_2FFD5712";
    const json = {
      resource: {
        aws_cloudwatch_composite_alarm: {
          alarm: { lifecycle: { replace_triggered_by: [members, "${aws_sns_topic.topic.arn}"] } },
          other: { lifecycle: { prevent_destroy: true } },
        },
      },
    };
    const stack = stackOf("shop", json);
    const triggers = triggersOf(stack);
    expect([...triggers]).toEqual([[alarm, [members, "aws_sns_topic.topic"]]]);

    const rows = [replaced(alarm, "replace_by_triggers"), replaced(members)];
    const topic: Row = { address: "aws_sns_topic.topic", actions: ["no-op"], before: {}, after: {} };
    expect(reasonOf(review(readPlan(planJson([...rows, topic])), { triggers }))).toBe(
      `${members} changes, which its replace_triggered_by names`,
    );
  });

  test("a tainted database asks for another remedy than one that is changed", () => {
    const database = "aws_db_instance.database_EBDE4557";
    const todo = (row: Row): string | undefined => reviewed([row]).judged[0]?.findings[0]?.todo;
    expect(todo(replaced(database, "replace_because_tainted"))).toBe(
      `If it is complete and works, keep it: terraform untaint '${database}' in the stack's folder.`,
    );
    expect(todo(replaced(database, "replace_because_cannot_update"))).toMatch(/^Take back what forces the replacement/);
  });
});

describe("checks", () => {
  const check = (name: string, status: string, ...messages: string[]): object => ({
    address: { kind: "check", name, to_display: `check.${name}` },
    status,
    instances: [
      { address: { to_display: `check.${name}` }, status, problems: messages.map((message) => ({ message })) },
    ],
  });
  const checked = (...checks: readonly object[]): Review => review(readPlan(planJson([], { checks })));

  test("that failed are said in every format, each with its message", () => {
    const result = checked(check("health", "fail", "The service\n is <b>down</b>"), check("other", "pass"));

    const text = markdown(result, { title: "shop" });
    expect(text).toContain("## `shop`: nothing to change, 1 failed check");
    expect(text).toContain("- `check.health`: `The service is <b>down</b>`");
    expect(terminalText(result, "shop")).toContain("CHECK FAILED  check.health\n    The service\n is <b>down</b>");
    expect(JSON.parse(reviewJson(result))).toMatchObject({
      failedChecks: [{ name: "check.health", problems: ["The service\n is <b>down</b>"] }],
    });
  });

  test("that could not be evaluated are said, and those that the apply evaluates are not", () => {
    expect(checked(check("a", "error"), check("b", "unknown"), { status: "fail" }).failedChecks).toEqual([
      { name: "check.a", problems: ["its condition could not be evaluated"] },
      { name: "a check", problems: ["its condition is false"] },
    ]);
  });

  test("show no sensitive value", () => {
    const rows = [updated("aws_sns_topic.x", { password: "Tr0ub4dor-and-3" }, { password: "another-secret" })];
    const masked = rows.map((row) => ({
      ...row,
      before_sensitive: { password: true },
      after_sensitive: { password: true },
    }));
    const plan = planJson(masked, { checks: [check("a", "fail", "The password is Tr0ub4dor-and-3")] });
    expect(review(readPlan(plan)).failedChecks[0]?.problems).toEqual(["The password is (sensitive)"]);
  });
});
