import type { Kind } from "./kind";

export const snsTopic: Kind = {
  noun: "topic",
  name: "name",
  stored: null,
  outage: null,
  price: "charged",
};
