import type { Kind } from "./kind";

export const ecrLifecyclePolicy: Kind = {
  noun: "lifecycle policy",
  name: "repository",
  stored: null,
  outage: null,
  price: { free: "a setting of what it belongs to, which is counted" },
};
