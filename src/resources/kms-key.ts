import type { Kind } from "./kind";

export const kmsKey: Kind = {
  noun: "key",
  name: null,
  stored: { loss: "whatever is encrypted with it", isRecreatable: false },
  outage: null,
  price: "charged",
};
