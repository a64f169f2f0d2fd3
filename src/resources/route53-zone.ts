import type { Kind } from "./kind";

export const route53Zone: Kind = {
  noun: "hosted zone",
  name: "name",
  stored: { loss: "its records and its name servers", isRecreatable: false },
  outage: null,
  price: "charged",
};
