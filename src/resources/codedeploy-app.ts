import type { Kind } from "./kind";

export const codedeployApp: Kind = {
  noun: "CodeDeploy application",
  name: "name",
  stored: null,
  outage: null,
  price: { free: "deployments to ECS are free" },
  protections: [],
  ignored: [],
  import: { by: [["name"]], id: "{name}" },
  writeOnly: null,
  arns: ["codedeploy:application"],
  recovery: { byName: null, byArn: null, recognizedBy: null },
  deletion: "deploy delete-application --application-name {id}",
  unique: [{ noun: "name", of: ["name"] }],
  quota: null,
};
