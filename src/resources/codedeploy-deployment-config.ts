import type { Kind } from "./kind";

export const codedeployDeploymentConfig: Kind = {
  noun: "CodeDeploy configuration",
  name: "deployment_config_name",
  stored: null,
  outage: null,
  price: { free: "deployments to ECS are free" },
};
