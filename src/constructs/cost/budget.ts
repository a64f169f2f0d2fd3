import { BudgetsBudget, type BudgetsBudgetNotification } from "@cdktf/provider-aws/lib/budgets-budget";
import { Construct } from "constructs";

import type { AlarmTopic } from "../observability/alarm-topic";

export interface BudgetProps {
  readonly name: string;
  /** What is counted carries this value in its tag `environment`. */
  readonly environment: string;
  readonly monthlyDollars: number;
  /** Shares of it that are told when they are spent. */
  readonly alertPercents: readonly number[];
  /** Shares of it that are told when the month is expected to come to them. */
  readonly forecastPercents: readonly number[];
  readonly topic: AlarmTopic;
}

/**
 * What an environment may cost in a month, and who is told when it costs more. It counts only from the day on which the
 * tag `environment` is activated for cost allocation, once an organization (AWS Billing, "Activating user-defined cost
 * allocation tags"); AWS updates it a few times a day.
 *
 * Costs nothing.
 */
export class Budget extends Construct {
  public readonly resource: BudgetsBudget;

  public constructor(scope: Construct, id: string, props: BudgetProps) {
    super(scope, id);
    const { name, environment, monthlyDollars, alertPercents, forecastPercents, topic } = props;
    const at = (notificationType: "ACTUAL" | "FORECASTED") => {
      return (threshold: number): BudgetsBudgetNotification => ({
        notificationType,
        comparisonOperator: "GREATER_THAN",
        threshold,
        thresholdType: "PERCENTAGE",
        subscriberSnsTopicArns: [topic.arn],
      });
    };
    this.resource = new BudgetsBudget(this, "Resource", {
      name,
      budgetType: "COST",
      timeUnit: "MONTHLY",
      limitAmount: String(monthlyDollars),
      limitUnit: "USD",
      costFilter: [{ name: "TagKeyValue", values: [`user:environment$${environment}`] }],
      notification: [...alertPercents.map(at("ACTUAL")), ...forecastPercents.map(at("FORECASTED"))],
    });
  }
}
