import type { Kind } from "./kind";

export const ssmParameter: Kind = {
  noun: "parameter",
  name: "name",
  stored: { loss: "the value that an operator or a pipeline put in", isRecreatable: true },
  outage: null,
  price: "charged",
};
