import type { Kind } from "./kind";

export const terraformData: Kind = {
  noun: "replacement trigger",
  name: null,
  stored: null,
  outage: null,
  price: { free: "nothing outside the state" },
};
