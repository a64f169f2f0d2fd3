import type { Kind } from "./kind";

export const budgetsBudget: Kind = {
  noun: "budget",
  name: "name",
  stored: null,
  outage: null,
  price: { free: "budgets that only tell are free" },
};
