import type { Kind } from "./kind";

export const budgetsBudget: Kind = {
  noun: "budget",
  name: "name",
  stored: null,
  outage: null,
  price: { free: "budgets that only tell are free" },
  protections: [],
  ignored: [],
  import: { by: [["name"]] },
  writeOnly: null,
  arns: [],
  recovery: { byName: { id: "{@account}:{name}", needs: ["name"] }, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [{ noun: "name", of: ["name"] }],
  quota: null,
};
