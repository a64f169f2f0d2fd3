import type { Kind } from "./kind";

export const dbInstance: Kind = {
  noun: "database",
  name: "identifier",
  stored: { loss: "the database", isRecreatable: false },
  outage: null,
  price: "charged",
};
