/** One kind of name: how it is made, and what AWS allows in it. */
interface NameRow {
  /** The name that it has unless an environment's `names` say something else, with placeholders (see `NamingScheme`). */
  readonly scheme: string;
  /** Where AWS lets no two have the same one. @default the account, or its region */
  readonly uniqueIn?: "cluster" | "schedule group" | "network";
  /** The kind in AWS's own words, for messages. */
  readonly label: string;
  /** The most characters AWS accepts. */
  readonly maxLength: number;
  /** What the name may consist of. */
  readonly pattern: RegExp;
  /** `pattern` in words, for messages. */
  readonly allowed: string;
}

const lettersDigitsHyphens = {
  pattern: /^[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?$/,
  allowed: "letters, digits and inner hyphens",
};
const lettersDigitsHyphensUnderscores = {
  pattern: /^[a-zA-Z0-9_-]+$/,
  allowed: "letters, digits, hyphens and underscores",
};
const bucketName = {
  pattern: /^[a-z0-9][a-z0-9.-]*[a-z0-9]$/,
  allowed: "lower-case letters, digits, dots and inner hyphens",
};
const iamName = { pattern: /^[\w+=,.@-]+$/, allowed: "letters, digits and _+=,.@-" };
const securityGroupName = {
  pattern: /^[a-zA-Z0-9 ._:/()#,@[\]+=&;{}!$*-]+$/,
  allowed: "letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*",
};
const secretName = { pattern: /^[\w/+=.@-]+$/, allowed: "letters, digits and /_+=.@-" };
const parameterName = {
  pattern: /^\/(?!aws|ssm)[\w./-]+$/i,
  allowed: "letters, digits and ._-/, first a slash that neither aws nor ssm follows",
};
const scheduleName = { pattern: /^[\w.-]+$/, allowed: "letters, digits and ._-" };
const keyAlias = { pattern: /^(?!aws\/)[\w/-]+$/, allowed: "letters, digits and _-/, without aws/ in front" };

/**
 * Every kind of name that an environment gives, how it is made, and AWS's limit for it. The service's own API reference is
 * the source of each limit (`CreateTargetGroup`, `CreateRole`, …).
 */
export const nameKinds = {
  cluster: {
    scheme: "{environment}-cluster",
    label: "ECS cluster",
    maxLength: 255,
    ...lettersDigitsHyphensUnderscores,
  },
  service: {
    scheme: "{service}",
    uniqueIn: "cluster",
    label: "ECS service",
    maxLength: 255,
    ...lettersDigitsHyphensUnderscores,
  },
  taskDefinitionFamily: {
    scheme: "{environment}-{service}",
    label: "task definition family",
    maxLength: 255,
    ...lettersDigitsHyphensUnderscores,
  },
  loadBalancer: {
    scheme: "{environment}-{loadBalancer}",
    label: "load balancer",
    maxLength: 32,
    ...lettersDigitsHyphens,
  },
  targetGroup: {
    scheme: "{environment}-{service}-{hash}",
    label: "target group",
    maxLength: 32,
    ...lettersDigitsHyphens,
  },
  codeDeploy: {
    scheme: "{environment}-{service}",
    label: "CodeDeploy application",
    maxLength: 100,
    pattern: /^[\w+=,.@-]+$/,
    allowed: "letters, digits and _+=,.@-",
  },
  securityGroup: {
    scheme: "{environment}-{service}",
    uniqueIn: "network",
    label: "security group",
    maxLength: 255,
    ...securityGroupName,
  },
  loadBalancerSecurityGroup: {
    scheme: "{environment}-{loadBalancer}",
    uniqueIn: "network",
    label: "security group",
    maxLength: 255,
    ...securityGroupName,
  },
  executionRole: { scheme: "{environment}-{service}-execution", label: "IAM role", maxLength: 64, ...iamName },
  taskRole: { scheme: "{environment}-{service}-task", label: "IAM role", maxLength: 64, ...iamName },
  taskPolicy: { scheme: "{environment}-{service}-task", label: "IAM policy", maxLength: 128, ...iamName },
  serviceRole: { scheme: "{environment}-ecs-service", label: "IAM role", maxLength: 64, ...iamName },
  codeDeployRole: { scheme: "{environment}-codedeploy", label: "IAM role", maxLength: 64, ...iamName },
  pipelineRole: { scheme: "{environment}-pipeline", label: "IAM role", maxLength: 64, ...iamName },
  flowLogsRole: { scheme: "{environment}-flow-logs", label: "IAM role", maxLength: 64, ...iamName },
  databaseMonitoringRole: { scheme: "{environment}-database-monitoring", label: "IAM role", maxLength: 64, ...iamName },
  backupRole: { scheme: "{environment}-backup", label: "IAM role", maxLength: 64, ...iamName },
  restoreRole: { scheme: "{environment}-restore", label: "IAM role", maxLength: 64, ...iamName },
  redeploymentRole: { scheme: "{environment}-redeployment", label: "IAM role", maxLength: 64, ...iamName },
  redeploymentTriggerRole: {
    scheme: "{environment}-redeployment-trigger",
    label: "IAM role",
    maxLength: 64,
    ...iamName,
  },
  schedulerRole: { scheme: "{environment}-{service}-scheduler", label: "IAM role", maxLength: 64, ...iamName },
  scheduleGroup: { scheme: "{environment}", label: "schedule group", maxLength: 64, ...scheduleName },
  schedule: {
    scheme: "{service}-{task}",
    uniqueIn: "schedule group",
    label: "schedule",
    maxLength: 64,
    ...scheduleName,
  },
  serviceLogGroup: {
    scheme: "/ecs/{environment}/{service}",
    label: "log group",
    maxLength: 512,
    pattern: /^[\w./#-]+$/,
    allowed: "letters, digits and ._-/#",
  },
  flowLogGroup: {
    scheme: "/vpc/{environment}/flow-logs",
    label: "log group",
    maxLength: 512,
    pattern: /^[\w./#-]+$/,
    allowed: "letters, digits and ._-/#",
  },
  redeploymentLogGroup: {
    scheme: "/aws/vendedlogs/states/{environment}-redeployment",
    label: "log group",
    maxLength: 512,
    pattern: /^[\w./#-]+$/,
    allowed: "letters, digits and ._-/#",
  },
  redeployment: {
    scheme: "{environment}-redeployment",
    label: "Step Functions state machine",
    maxLength: 80,
    ...lettersDigitsHyphensUnderscores,
  },
  redeploymentRule: {
    scheme: "{environment}-{service}-redeployment",
    label: "EventBridge rule",
    maxLength: 64,
    pattern: /^[\w.-]+$/,
    allowed: "letters, digits and ._-",
  },
  backupVault: {
    scheme: "{environment}",
    label: "AWS Backup vault",
    maxLength: 50,
    ...lettersDigitsHyphensUnderscores,
  },
  backupPlan: {
    scheme: "{environment}",
    label: "AWS Backup plan",
    maxLength: 50,
    pattern: /^[\w.-]+$/,
    allowed: "letters, digits and ._-",
  },
  accessLogBucket: {
    scheme: "{environment}-{loadBalancer}-access-logs-{account}-{region}",
    label: "S3 bucket",
    maxLength: 63,
    ...bucketName,
  },
  webAcl: {
    scheme: "{environment}-{loadBalancer}",
    label: "web ACL",
    maxLength: 128,
    ...lettersDigitsHyphensUnderscores,
  },
  webAclLogPolicy: {
    scheme: "{environment}-web-acl-logs",
    label: "log resource policy",
    maxLength: 255,
    ...lettersDigitsHyphensUnderscores,
  },
  webAclLogGroup: {
    scheme: "aws-waf-logs-{environment}-{loadBalancer}",
    label: "log group",
    maxLength: 512,
    pattern: /^aws-waf-logs-[\w./#-]+$/,
    allowed: 'letters, digits and ._-/# after "aws-waf-logs-"',
  },
  staticAssets: {
    scheme: "{environment}-assets",
    label: "CloudFront log delivery",
    maxLength: 60,
    ...lettersDigitsHyphensUnderscores,
  },
  staticAssetsBucket: {
    scheme: "{environment}-assets-{account}-{region}",
    label: "S3 bucket",
    maxLength: 63,
    ...bucketName,
  },
  staticAssetsLogBucket: {
    scheme: "{environment}-assets-logs-{account}-{region}",
    label: "S3 bucket",
    maxLength: 63,
    ...bucketName,
  },
  database: {
    scheme: "{environment}",
    label: "RDS instance",
    maxLength: 63,
    pattern: /^[a-z](-?[a-z0-9])*$/,
    allowed: "lower-case letters, digits and single inner hyphens, a letter first",
  },
  databaseProxy: {
    scheme: "{environment}",
    label: "RDS proxy",
    maxLength: 63,
    pattern: /^[a-z](-?[a-z0-9])*$/,
    allowed: "lower-case letters, digits and single inner hyphens, a letter first",
  },
  databaseProxyRole: { scheme: "{environment}-database-proxy", label: "IAM role", maxLength: 64, ...iamName },
  databaseSubnetGroup: {
    scheme: "{environment}",
    label: "RDS subnet group",
    maxLength: 255,
    pattern: /^[a-z0-9][a-z0-9 ._-]*$/,
    allowed: "lower-case letters, digits, spaces and ._-",
  },
  databaseSecurityGroup: {
    scheme: "{environment}-database-{cluster}",
    uniqueIn: "network",
    label: "security group",
    maxLength: 255,
    ...securityGroupName,
  },
  databasePassword: { scheme: "{product}/{stage}/database/{cluster}", label: "secret", maxLength: 512, ...secretName },
  keyAlias: { scheme: "{environment}/{key}", label: "KMS alias", maxLength: 250, ...keyAlias },
  generatedSecret: { scheme: "{product}/{stage}/{service}/{key}", label: "secret", maxLength: 512, ...secretName },
  operatorSecret: { scheme: "{product}/{stage}/{service}/operator", label: "secret", maxLength: 512, ...secretName },
  dashboard: {
    scheme: "{environment}",
    label: "CloudWatch dashboard",
    maxLength: 255,
    ...lettersDigitsHyphensUnderscores,
  },
  tracedService: {
    scheme: "{environment}-{service}",
    label: "X-Ray group and sampling rule",
    maxLength: 32,
    ...lettersDigitsHyphensUnderscores,
  },
  imageParameter: {
    scheme: "/{product}/{stage}/images/{service}",
    label: "SSM parameter",
    maxLength: 1011,
    ...parameterName,
  },
  parameterPath: {
    scheme: "/{product}/{stage}/{service}",
    label: "SSM parameter path",
    maxLength: 1011,
    ...parameterName,
  },
  alarm: {
    scheme: "{environment}/{key}",
    label: "CloudWatch alarm",
    maxLength: 255,
    pattern: /^[\w./-]+$/,
    allowed: "letters, digits and ._-/",
  },
  alarmTopic: {
    scheme: "{environment}-alarms",
    label: "SNS topic",
    maxLength: 256,
    ...lettersDigitsHyphensUnderscores,
  },
  eventRule: {
    scheme: "{environment}-{key}",
    label: "EventBridge rule",
    maxLength: 64,
    pattern: /^[\w.-]+$/,
    allowed: "letters, digits and ._-",
  },
  budget: {
    scheme: "{environment}",
    label: "budget",
    maxLength: 100,
    pattern: /^[\w ./-]+$/,
    allowed: "letters, digits, spaces and ._-/",
  },
  namespace: {
    scheme: "{environment}.local",
    uniqueIn: "network",
    label: "Cloud Map namespace",
    maxLength: 253,
    pattern: /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/,
    allowed: "lower-case letters, digits, dots and inner hyphens",
  },
} as const satisfies Record<string, NameRow>;

export type NameKind = keyof typeof nameKinds;
