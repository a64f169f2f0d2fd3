import type { Kind } from "./kind";

export const snsTopicSubscription: Kind = {
  noun: "subscription",
  name: null,
  stored: null,
  outage: null,
  price: "charged",
};
