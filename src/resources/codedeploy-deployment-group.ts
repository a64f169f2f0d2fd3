import type { Kind } from "./kind";

export const codedeployDeploymentGroup: Kind = {
  noun: "CodeDeploy group",
  name: "deployment_group_name",
  stored: null,
  outage: null,
  price: { free: "deployments to ECS are free" },
};
