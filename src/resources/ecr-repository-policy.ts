import type { Kind } from "./kind";

export const ecrRepositoryPolicy: Kind = {
  noun: "repository policy",
  name: "repository",
  stored: null,
  outage: null,
  price: { free: "IAM is free" },
};
