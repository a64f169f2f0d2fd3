import type { Kind } from "./kind";

export const codedeployDeploymentConfig: Kind = {
  noun: "CodeDeploy configuration",
  name: "deployment_config_name",
  stored: null,
  outage: null,
  price: { free: "deployments to ECS are free" },
  protections: [],
  ignored: [],
  import: { by: [["deployment_config_name"]], id: "{deployment_config_name}" },
  writeOnly: null,
  arns: [],
  recovery: { byName: null, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [{ noun: "name", of: ["deployment_config_name"] }],
  quota: null,
};
