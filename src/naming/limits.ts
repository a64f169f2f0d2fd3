/** What AWS allows in one kind of name. */
export interface NameLimit {
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
 * Every kind of name that the platform gives, with AWS's limit for it. The service's own API reference is the
 * source of each row (`CreateTargetGroup`, `CreateRole`, …).
 */
export const nameLimits = {
  cluster: { label: "ECS cluster", maxLength: 255, ...lettersDigitsHyphensUnderscores },
  service: { label: "ECS service", maxLength: 255, ...lettersDigitsHyphensUnderscores },
  taskDefinitionFamily: { label: "task definition family", maxLength: 255, ...lettersDigitsHyphensUnderscores },
  loadBalancer: { label: "load balancer", maxLength: 32, ...lettersDigitsHyphens },
  targetGroup: { label: "target group", maxLength: 32, ...lettersDigitsHyphens },
  codeDeploy: {
    label: "CodeDeploy application",
    maxLength: 100,
    pattern: /^[\w+=,.@-]+$/,
    allowed: "letters, digits and _+=,.@-",
  },
  securityGroup: { label: "security group", maxLength: 255, ...securityGroupName },
  loadBalancerSecurityGroup: { label: "security group", maxLength: 255, ...securityGroupName },
  executionRole: { label: "IAM role", maxLength: 64, ...iamName },
  taskRole: { label: "IAM role", maxLength: 64, ...iamName },
  taskPolicy: { label: "IAM policy", maxLength: 128, ...iamName },
  serviceRole: { label: "IAM role", maxLength: 64, ...iamName },
  codeDeployRole: { label: "IAM role", maxLength: 64, ...iamName },
  pipelineRole: { label: "IAM role", maxLength: 64, ...iamName },
  flowLogsRole: { label: "IAM role", maxLength: 64, ...iamName },
  databaseMonitoringRole: { label: "IAM role", maxLength: 64, ...iamName },
  backupRole: { label: "IAM role", maxLength: 64, ...iamName },
  restoreRole: { label: "IAM role", maxLength: 64, ...iamName },
  redeploymentRole: { label: "IAM role", maxLength: 64, ...iamName },
  redeploymentTriggerRole: { label: "IAM role", maxLength: 64, ...iamName },
  schedulerRole: { label: "IAM role", maxLength: 64, ...iamName },
  scheduleGroup: { label: "schedule group", maxLength: 64, ...scheduleName },
  schedule: { label: "schedule", maxLength: 64, ...scheduleName },
  serviceLogGroup: { label: "log group", maxLength: 512, pattern: /^[\w./#-]+$/, allowed: "letters, digits and ._-/#" },
  flowLogGroup: { label: "log group", maxLength: 512, pattern: /^[\w./#-]+$/, allowed: "letters, digits and ._-/#" },
  redeploymentLogGroup: {
    label: "log group",
    maxLength: 512,
    pattern: /^[\w./#-]+$/,
    allowed: "letters, digits and ._-/#",
  },
  redeployment: { label: "Step Functions state machine", maxLength: 80, ...lettersDigitsHyphensUnderscores },
  redeploymentRule: {
    label: "EventBridge rule",
    maxLength: 64,
    pattern: /^[\w.-]+$/,
    allowed: "letters, digits and ._-",
  },
  backupVault: { label: "AWS Backup vault", maxLength: 50, ...lettersDigitsHyphensUnderscores },
  backupPlan: { label: "AWS Backup plan", maxLength: 50, pattern: /^[\w.-]+$/, allowed: "letters, digits and ._-" },
  accessLogBucket: { label: "S3 bucket", maxLength: 63, ...bucketName },
  webAcl: { label: "web ACL", maxLength: 128, ...lettersDigitsHyphensUnderscores },
  webAclLogPolicy: { label: "log resource policy", maxLength: 255, ...lettersDigitsHyphensUnderscores },
  webAclLogGroup: {
    label: "log group",
    maxLength: 512,
    pattern: /^aws-waf-logs-[\w./#-]+$/,
    allowed: 'letters, digits and ._-/# after "aws-waf-logs-"',
  },
  staticAssets: { label: "CloudFront log delivery", maxLength: 60, ...lettersDigitsHyphensUnderscores },
  staticAssetsBucket: { label: "S3 bucket", maxLength: 63, ...bucketName },
  staticAssetsLogBucket: { label: "S3 bucket", maxLength: 63, ...bucketName },
  database: {
    label: "RDS instance",
    maxLength: 63,
    pattern: /^[a-z](-?[a-z0-9])*$/,
    allowed: "lower-case letters, digits and single inner hyphens, a letter first",
  },
  databaseProxy: {
    label: "RDS proxy",
    maxLength: 63,
    pattern: /^[a-z](-?[a-z0-9])*$/,
    allowed: "lower-case letters, digits and single inner hyphens, a letter first",
  },
  databaseProxyRole: { label: "IAM role", maxLength: 64, ...iamName },
  databaseSubnetGroup: {
    label: "RDS subnet group",
    maxLength: 255,
    pattern: /^[a-z0-9][a-z0-9 ._-]*$/,
    allowed: "lower-case letters, digits, spaces and ._-",
  },
  databaseSecurityGroup: { label: "security group", maxLength: 255, ...securityGroupName },
  databasePassword: { label: "secret", maxLength: 512, ...secretName },
  keyAlias: { label: "KMS alias", maxLength: 250, ...keyAlias },
  generatedSecret: { label: "secret", maxLength: 512, ...secretName },
  operatorSecret: { label: "secret", maxLength: 512, ...secretName },
  dashboard: { label: "CloudWatch dashboard", maxLength: 255, ...lettersDigitsHyphensUnderscores },
  tracedService: { label: "X-Ray group and sampling rule", maxLength: 32, ...lettersDigitsHyphensUnderscores },
  imageParameter: { label: "SSM parameter", maxLength: 1011, ...parameterName },
  parameterPath: { label: "SSM parameter path", maxLength: 1011, ...parameterName },
  alarm: { label: "CloudWatch alarm", maxLength: 255, pattern: /^[\w./-]+$/, allowed: "letters, digits and ._-/" },
  alarmTopic: { label: "SNS topic", maxLength: 256, ...lettersDigitsHyphensUnderscores },
  eventRule: {
    label: "EventBridge rule",
    maxLength: 64,
    pattern: /^[\w.-]+$/,
    allowed: "letters, digits and ._-",
  },
  budget: { label: "budget", maxLength: 100, pattern: /^[\w ./-]+$/, allowed: "letters, digits, spaces and ._-/" },
  namespace: {
    label: "Cloud Map namespace",
    maxLength: 253,
    pattern: /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/,
    allowed: "lower-case letters, digits, dots and inner hyphens",
  },
} as const satisfies Record<string, NameLimit>;

export type NameKind = keyof typeof nameLimits;
