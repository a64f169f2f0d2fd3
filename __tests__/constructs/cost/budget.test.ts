import { describe, expect, test } from "@jest/globals";

import { Budget, type BudgetProps } from "../../../src/constructs/cost/budget";
import { alarmTopic } from "../../support/alarms";
import { type Synthesized, synthesize } from "../../support/synthesized";

function budget(props: Partial<BudgetProps> = {}): Synthesized {
  return synthesize(
    (stack) =>
      new Budget(stack, "budget", {
        name: "shop",
        environment: "shop-test",
        monthlyDollars: 150,
        alertPercents: [80, 100],
        forecastPercents: [100],
        topic: alarmTopic(stack),
        ...props,
      }),
  );
}

describe("Budget", () => {
  test("is what everything with the environment's tag may cost in a month", () => {
    expect(budget().only("aws_budgets_budget")).toMatchObject({
      name: "shop",
      budget_type: "COST",
      time_unit: "MONTHLY",
      limit_amount: "150",
      limit_unit: "USD",
      cost_filter: [{ name: "TagKeyValue", values: ["user:environment$shop-test"] }],
    });
  });

  test("tells the topic what is spent and what is expected", () => {
    const stack = budget({ alertPercents: [50], forecastPercents: [90] });
    const notification = (notification_type: string, threshold: number): unknown => ({
      notification_type,
      threshold,
      threshold_type: "PERCENTAGE",
      comparison_operator: "GREATER_THAN",
      subscriber_sns_topic_arns: [stack.reference("aws_sns_topic_policy", "topic/policy", "arn")],
    });

    expect(stack.only("aws_budgets_budget").notification).toEqual([
      notification("ACTUAL", 50),
      notification("FORECASTED", 90),
    ]);
  });
});
