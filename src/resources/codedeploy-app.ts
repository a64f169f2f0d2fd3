import type { Kind } from "./kind";

export const codedeployApp: Kind = {
  noun: "CodeDeploy application",
  name: "name",
  stored: null,
  outage: null,
  price: { free: "deployments to ECS are free" },
};
