import { describe, expect, test } from "@jest/globals";

import { type NameKind, nameLimits } from "../../src/naming/limits";
import { nameProblem } from "../../src/naming/names";

const longest: Record<NameKind, number> = {
  cluster: 255,
  service: 255,
  taskDefinitionFamily: 255,
  loadBalancer: 32,
  targetGroup: 32,
  codeDeploy: 100,
  securityGroup: 255,
  loadBalancerSecurityGroup: 255,
  executionRole: 64,
  taskRole: 64,
  taskPolicy: 128,
  serviceRole: 64,
  codeDeployRole: 64,
  pipelineRole: 64,
  flowLogsRole: 64,
  backupRole: 64,
  restoreRole: 64,
  redeploymentRole: 64,
  redeploymentTriggerRole: 64,
  schedulerRole: 64,
  scheduleGroup: 64,
  schedule: 64,
  serviceLogGroup: 512,
  flowLogGroup: 512,
  redeploymentLogGroup: 512,
  redeployment: 80,
  redeploymentRule: 64,
  backupVault: 50,
  backupPlan: 50,
  accessLogBucket: 63,
  webAcl: 128,
  webAclLogGroup: 512,
  staticAssets: 60,
  staticAssetsBucket: 63,
  staticAssetsLogBucket: 63,
  database: 63,
  databaseProxy: 63,
  databaseProxyRole: 64,
  databaseSubnetGroup: 255,
  databaseSecurityGroup: 255,
  databasePassword: 512,
  keyAlias: 250,
  generatedSecret: 512,
  operatorSecret: 512,
  dashboard: 255,
  tracedService: 32,
  imageParameter: 1011,
  parameterPath: 1011,
  alarm: 255,
  alarmTopic: 256,
  eventRule: 64,
  budget: 100,
  namespace: 253,
};

const accepted: Record<NameKind, string> = {
  cluster: "Finance_app-1",
  service: "finance-api-service",
  taskDefinitionFamily: "finance_api",
  loadBalancer: "finance-app-public",
  targetGroup: "finance-app-api-a19a27",
  codeDeploy: "ecs-dev_1+api=a,b.c@d",
  securityGroup: "finance-app (api) #1",
  loadBalancerSecurityGroup: "alb-external",
  executionRole: "finance-app_api+execution=1,2.3@4",
  taskRole: "CR-finance-app",
  taskPolicy: "CRP-finance-app",
  serviceRole: "ecs-service-dev",
  codeDeployRole: "codedeploy-service-dev",
  pipelineRole: "finance-app-pipeline",
  flowLogsRole: "flow-logs",
  backupRole: "finance-app-backup",
  restoreRole: "finance-app-restore",
  redeploymentRole: "finance-app-redeployment",
  redeploymentTriggerRole: "finance-app-redeployment-trigger",
  schedulerRole: "finance-app-api-scheduler",
  scheduleGroup: "finance-app_1.2",
  schedule: "api-prune_1.2",
  serviceLogGroup: "/ecs/finance-app/api_1.log#2",
  flowLogGroup: "/vpc/finance-app/flow-logs",
  redeploymentLogGroup: "/aws/vendedlogs/states/finance-app-redeployment",
  redeployment: "finance-app_redeployment",
  redeploymentRule: "finance-app.api_redeployment-1",
  backupVault: "finance-app_vault",
  backupPlan: "finance-app_plan.1",
  accessLogBucket: "finance-app.logs-1",
  webAcl: "finance-app_public-1",
  webAclLogGroup: "aws-waf-logs-finance-app/public_1.#2",
  staticAssets: "finance-app_assets-1",
  staticAssetsBucket: "finance-app.assets-1",
  staticAssetsLogBucket: "finance-app.assets-logs-1",
  database: "finance-app-1",
  databaseProxy: "finance-app",
  databaseProxyRole: "finance-app-database-proxy",
  databaseSubnetGroup: "rds subnets._-1",
  databaseSecurityGroup: "rds-finance-cluster",
  databasePassword: "pwd-finance/cluster",
  keyAlias: "finance-app/database_1",
  generatedSecret: "finance-app/staging/api/JWT_SECRET_KEY",
  operatorSecret: "finance-app/staging/api/operator",
  dashboard: "finance-app_staging-2",
  tracedService: "finance-app-staging-api",
  imageParameter: "/finance-app/staging/images/api",
  parameterPath: "/finance-app/staging/api",
  alarm: "finance-app-staging/services/api/cpu_1.5",
  alarmTopic: "finance-app_alarms",
  eventRule: "finance-app.failed_deployments",
  budget: "finance-app/staging",
  namespace: "finance-app.local",
};

const refused: [NameKind, string][] = [
  ["cluster", "finance app"],
  ["service", "finance/api"],
  ["taskDefinitionFamily", "finance.api"],
  ["loadBalancer", "finance_app"],
  ["loadBalancer", "-finance"],
  ["targetGroup", "finance-"],
  ["codeDeploy", "finance/api"],
  ["redeployment", "finance.api"],
  ["redeploymentRule", "finance/api"],
  ["backupVault", "finance.vault"],
  ["backupPlan", "finance/plan"],
  ["securityGroup", "finance?"],
  ["loadBalancerSecurityGroup", "alb|external"],
  ["executionRole", "finance/api"],
  ["taskRole", "finance api"],
  ["taskPolicy", "finance/api"],
  ["serviceRole", "ecs service"],
  ["codeDeployRole", "code/deploy"],
  ["pipelineRole", "pipeline!"],
  ["flowLogsRole", "flow:logs"],
  ["serviceLogGroup", "/ecs/finance:api"],
  ["flowLogGroup", "/vpc/flow logs"],
  ["accessLogBucket", "Finance-logs"],
  ["accessLogBucket", "finance_logs"],
  ["accessLogBucket", "-finance"],
  ["webAcl", "finance app"],
  ["webAclLogGroup", "waf-logs-finance-app"],
  ["webAclLogGroup", "aws-waf-logs-"],
  ["staticAssets", "finance.assets"],
  ["staticAssetsBucket", "Finance-assets"],
  ["staticAssetsLogBucket", "finance_assets"],
  ["database", "1finance"],
  ["database", "Finance"],
  ["database", "finance-"],
  ["databaseSubnetGroup", "RDS"],
  ["databaseSubnetGroup", "-rds"],
  ["databaseSecurityGroup", "rds?"],
  ["databasePassword", "pwd finance"],
  ["keyAlias", "finance app"],
  ["generatedSecret", "finance#1"],
  ["operatorSecret", "finance operator"],
  ["dashboard", "finance app"],
  ["tracedService", "finance/api"],
  ["imageParameter", "finance/api"],
  ["parameterPath", "/finance@app"],
  ["alarm", 'finance "api"'],
  ["alarmTopic", "finance.alarms"],
  ["eventRule", "finance/deployments"],
  ["budget", "finance:staging"],
  ["namespace", "Finance.local"],
  ["namespace", ".local"],
];

/** A name of so many characters that holds only what the kind allows. */
function nameOfLength(kind: NameKind, length: number): string {
  const start = ["", "/", "aws-waf-logs-"].find((text) => nameLimits[kind].pattern.test(`${text}aaa`)) ?? "";
  return start.padEnd(length, "a");
}

describe("nameLimits", () => {
  test.each(Object.entries(longest) as [NameKind, number][])(
    "lets a %s have %d characters, not one more",
    (kind, length) => {
      expect(nameProblem(kind, nameOfLength(kind, length))).toBeUndefined();
      expect(nameProblem(kind, nameOfLength(kind, length + 1))).toContain(`AWS allows ${length}`);
    },
  );

  test.each(Object.entries(accepted) as [NameKind, string][])("accepts for a %s: %s", (kind, name) => {
    expect(nameProblem(kind, name)).toBeUndefined();
  });

  test.each(refused)("refuses for a %s: %s", (kind, name) => {
    expect(nameProblem(kind, name)).toContain("may hold only");
  });

  test.each(Object.keys(nameLimits) as NameKind[])("refuses an empty name for a %s", (kind) => {
    expect(nameProblem(kind, "")).toBeDefined();
  });
});
