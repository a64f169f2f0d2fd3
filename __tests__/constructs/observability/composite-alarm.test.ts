import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";

import { alarmRule, inRules } from "../../../src/constructs/observability/alarm-rules";
import { CompositeAlarm } from "../../../src/constructs/observability/composite-alarm";
import { type Synthesized, synthesize } from "../../support/synthesized";

/** A composite of alarms with these names, which stand for themselves. */
function composite(names: readonly string[]): Synthesized {
  return synthesize(
    (stack) =>
      new CompositeAlarm(stack, "environment", {
        name: "shop/environment",
        description: "Something is wrong.",
        alarms: names.map((name) => ({ name, resource: { alarmName: name } })),
      }),
  );
}

/** The alarms that a rule names, as they stand in the JSON. */
function named(rule: unknown): string[] {
  return [...String(rule).matchAll(/ALARM\("([^"]+)"\)/g)].map(([, name]) => name ?? "");
}

describe("CompositeAlarm", () => {
  test("is on while any of its alarms is, and tells nobody", () => {
    expect(composite(["shop/a", "shop/b"]).only("aws_cloudwatch_composite_alarm")).toMatchObject({
      alarm_name: "shop/environment",
      alarm_description: "Something is wrong.",
      alarm_rule: 'ALARM("shop/a") OR ALARM("shop/b")',
    });
  });

  test("tells no action of its own", () => {
    const actions = Object.keys(composite(["shop/a"]).only("aws_cloudwatch_composite_alarm"));

    expect(actions.filter((attribute) => attribute.endsWith("_actions"))).toEqual([]);
  });

  test("is made anew with other alarms, its groups too, since CloudWatch deletes none that one consists of", () => {
    const names = Array.from({ length: 101 }, (_, index) => `a${index}`);
    const stack = composite(names);
    const [members] = Object.entries(stack.resources("terraform_data"));

    expect(members).toEqual(["environment/members", { triggers_replace: { alarms: names } }]);
    for (const alarm of Object.values(stack.resources("aws_cloudwatch_composite_alarm"))) {
      expect(alarm.lifecycle).toEqual({
        replace_triggered_by: [stack.address("terraform_data", "environment/members")],
      });
    }
  });

  test("of a hundred alarms needs no groups, one more makes two", () => {
    const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `a${index}`);

    expect(Object.keys(composite(names(100)).resources("aws_cloudwatch_composite_alarm"))).toEqual(["environment"]);
    expect(Object.keys(composite(names(101)).resources("aws_cloudwatch_composite_alarm")).sort()).toEqual([
      "environment",
      "environment/group-1-1",
      "environment/group-1-2",
    ]);
  });

  test("of any number of alarms reaches every one of them, through rules that CloudWatch takes", () => {
    const name = fc.stringMatching(/^[a-z0-9/-]{1,255}$/);
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 400 }), (names) => {
        const stack = composite(names);
        const rules = new Map(
          Object.entries(stack.resources("aws_cloudwatch_composite_alarm")).map(([path, alarm]) => [
            stack.reference("aws_cloudwatch_composite_alarm", path, "alarm_name"),
            { name: String(alarm.alarm_name), parts: named(alarm.alarm_rule) },
          ]),
        );
        const reached = (reference: string): string[] => {
          const group = rules.get(reference);
          return group ? group.parts.flatMap(reached) : [reference];
        };

        const root = stack.reference("aws_cloudwatch_composite_alarm", "environment", "alarm_name");
        expect(reached(root)).toEqual(names);
        for (const { parts } of rules.values()) {
          const plain = parts.map((part) => rules.get(part)?.name ?? part);
          expect(parts.length).toBeLessThanOrEqual(100);
          expect(alarmRule(plain).length).toBeLessThanOrEqual(10_240);
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe("inRules", () => {
  test("needs two levels for the six thousand alarms of a thousand services, and no third", () => {
    const alarms = Array.from({ length: 6000 }, (_, index) => ({
      name: `shop-test/services/s${index}/unhealthy-targets`,
    }));
    const groups = inRules(alarms).map((_, index) => ({ name: `shop-test/environment/group-1-${index + 1}` }));

    expect(inRules(groups)).toHaveLength(1);
  });

  test("leaves no alarm out and keeps their order", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ name: fc.string({ maxLength: 255 }) })), (alarms) => {
        expect(inRules(alarms).flat()).toEqual(alarms);
      }),
    );
  });
});
