import type { Environment } from "../environment";
import type { Problem } from "../problems";

/** Notifications that AWS takes for one budget (AWS Budgets, `CreateBudget`). */
const notificationsOfBudget = 10;

export function budgetRules({ budget }: Environment): Problem[] {
  if (!budget) return [];
  const { alertPercents, forecastPercents } = budget;
  const twice = Object.entries({ alertPercents, forecastPercents }).flatMap(([name, percents]) =>
    percents.flatMap((percent, index) =>
      percents.indexOf(percent) < index
        ? [{ path: `budget.${name}.${index}`, message: `${percent} is there already; remove it` }]
        : [],
    ),
  );
  const total = alertPercents.length + forecastPercents.length;
  if (total > notificationsOfBudget) {
    return [
      ...twice,
      {
        path: "budget",
        message: `alertPercents and forecastPercents are ${total} in all, and AWS takes ${notificationsOfBudget} for one budget; remove ${total - notificationsOfBudget}`,
      },
    ];
  }
  return twice;
}
