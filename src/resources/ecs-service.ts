import type { Kind } from "./kind";

export const ecsService: Kind = {
  noun: "service",
  name: "name",
  stored: null,
  outage: "all its tasks stop before new ones start",
  price: "charged",
};
