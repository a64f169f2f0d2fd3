import type { Kind } from "./kind";

export const codedeployDeploymentGroup: Kind = {
  noun: "CodeDeploy group",
  name: "deployment_group_name",
  stored: null,
  outage: null,
  price: { free: "deployments to ECS are free" },
  protections: [],
  ignored: [],
  import: { by: [["deployment_group_name", "app_name"]], id: "{app_name}:{deployment_group_name}" },
  writeOnly: null,
  arns: ["codedeploy:deploymentgroup"],
  recovery: {
    byName: { id: "{app_name}:{deployment_group_name}", needs: ["app_name", "deployment_group_name"] },
    byArn: null,
    recognizedBy: null,
  },
  deletion: "deploy delete-deployment-group --application-name {id/0} --deployment-group-name {id/1}",
  unique: [{ noun: "name", of: ["deployment_group_name"], within: ["app_name"] }],
  quota: null,
};
