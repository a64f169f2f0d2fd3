import type { Kind } from "./kind";

export const ecsTaskDefinition: Kind = {
  noun: "task definition",
  name: "family",
  stored: null,
  outage: null,
  price: "charged",
};
