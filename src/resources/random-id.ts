import type { Kind } from "./kind";

export const randomId: Kind = {
  noun: "random id",
  name: null,
  stored: null,
  outage: null,
  price: { free: "nothing outside the state" },
};
