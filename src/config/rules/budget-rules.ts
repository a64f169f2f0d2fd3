import type { Environment } from "../environment";
import type { Problem } from "../problems";

/** Notifications that AWS takes for one budget (AWS Budgets, `CreateBudget`). */
const notificationsOfBudget = 10;

export function budgetRules({ budget }: Environment): Problem[] {
  if (!budget) return [];
  const { alertPercents, forecastPercents } = budget;
  const total = alertPercents.length + forecastPercents.length;
  if (total > notificationsOfBudget) {
    return [
      {
        path: "budget",
        message: `alertPercents and forecastPercents are ${total} in all, and AWS takes ${notificationsOfBudget} for one budget; remove ${total - notificationsOfBudget}`,
      },
    ];
  }
  return [];
}
