import type { Kind } from "./kind";

export const secretsmanagerSecret: Kind = {
  noun: "secret",
  name: "name",
  stored: { loss: "the value that an operator or AWS put in", isRecreatable: false },
  outage: null,
  price: "charged",
};
