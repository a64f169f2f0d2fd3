import type { Kind } from "./kind";

export const sfnStateMachine: Kind = {
  noun: "state machine",
  name: "name",
  stored: null,
  outage: null,
  price: "charged",
};
