import { type NameKind, nameLimits } from "./limits";

/**
 * How each kind of name is made: text with placeholders, for all of a kind or for each by its key (a service's, a load
 * balancer's), with `default` for the rest.
 *
 * `{product}`, `{stage}`, `{environment}` (product and stage), `{region}` and `{account}` are known everywhere;
 * `{service}`, `{task}`, `{loadBalancer}`, `{cluster}`, `{key}` where the thing belongs to one. In a target group's name
 * `{hash}` stands for what forces its replacement, so that the new one can be created beside the old one, and differs between
 * the two of a blue/green service; `{color}` stands for `gr` or `bl`, of which such a service has both.
 */
export type NamingScheme = Readonly<Record<NameKind, NamePattern>>;
export type NamePattern = string | Readonly<Record<string, string>>;

/** The names an environment has unless its `names` say otherwise. */
export const defaultNamingScheme: NamingScheme = {
  cluster: "{environment}-cluster",
  service: "{service}",
  taskDefinitionFamily: "{environment}-{service}",
  loadBalancer: "{environment}-{loadBalancer}",
  targetGroup: "{environment}-{service}-{hash}",
  codeDeploy: "{environment}-{service}",
  securityGroup: "{environment}-{service}",
  loadBalancerSecurityGroup: "{environment}-{loadBalancer}",
  executionRole: "{environment}-{service}-execution",
  taskRole: "{environment}-{service}-task",
  taskPolicy: "{environment}-{service}-task",
  serviceRole: "{environment}-ecs-service",
  codeDeployRole: "{environment}-codedeploy",
  pipelineRole: "{environment}-pipeline",
  flowLogsRole: "{environment}-flow-logs",
  databaseMonitoringRole: "{environment}-database-monitoring",
  backupRole: "{environment}-backup",
  restoreRole: "{environment}-restore",
  redeploymentRole: "{environment}-redeployment",
  redeploymentTriggerRole: "{environment}-redeployment-trigger",
  schedulerRole: "{environment}-{service}-scheduler",
  scheduleGroup: "{environment}",
  schedule: "{service}-{task}",
  serviceLogGroup: "/ecs/{environment}/{service}",
  flowLogGroup: "/vpc/{environment}/flow-logs",
  redeploymentLogGroup: "/aws/vendedlogs/states/{environment}-redeployment",
  redeployment: "{environment}-redeployment",
  redeploymentRule: "{environment}-{service}-redeployment",
  backupVault: "{environment}",
  backupPlan: "{environment}",
  accessLogBucket: "{environment}-{loadBalancer}-access-logs-{account}-{region}",
  webAcl: "{environment}-{loadBalancer}",
  webAclLogPolicy: "{environment}-web-acl-logs",
  webAclLogGroup: "aws-waf-logs-{environment}-{loadBalancer}",
  staticAssets: "{environment}-assets",
  staticAssetsBucket: "{environment}-assets-{account}-{region}",
  staticAssetsLogBucket: "{environment}-assets-logs-{account}-{region}",
  database: "{environment}",
  databaseProxy: "{environment}",
  databaseProxyRole: "{environment}-database-proxy",
  databaseSubnetGroup: "{environment}",
  databaseSecurityGroup: "{environment}-database-{cluster}",
  databasePassword: "{product}/{stage}/database/{cluster}",
  keyAlias: "{environment}/{key}",
  generatedSecret: "{product}/{stage}/{service}/{key}",
  operatorSecret: "{product}/{stage}/{service}/operator",
  dashboard: "{environment}",
  tracedService: "{environment}-{service}",
  imageParameter: "/{product}/{stage}/images/{service}",
  parameterPath: "/{product}/{stage}/{service}",
  alarm: "{environment}/{key}",
  alarmTopic: "{environment}-alarms",
  eventRule: "{environment}-{key}",
  budget: "{environment}",
  namespace: "{environment}.local",
};

export type NameValues = Readonly<Record<string, string>>;

/** The names of one environment: every name that a construct is given comes from here. */
export class Names {
  public constructor(
    private readonly scheme: NamingScheme,
    private readonly values: NameValues,
  ) {}

  /**
   * The name of one thing.
   *
   * @throws Error when the scheme asks for a value that this thing does not have.
   */
  public of(kind: NameKind, values: NameValues = {}): string {
    return this.pattern(kind, values).replace(/\{(\w+)\}/g, (placeholder, name: string) => {
      const value = values[name] ?? this.values[name];
      if (value === undefined)
        throw new Error(`names.${kind}: ${placeholder} is not known for a ${nameLimits[kind].label}`);
      return value;
    });
  }

  private pattern(kind: NameKind, { service, loadBalancer, cluster, key }: NameValues): string {
    const row = this.scheme[kind];
    if (typeof row === "string") return row;
    const owner = service ?? loadBalancer ?? cluster ?? key ?? "default";
    const pattern = Object.hasOwn(row, owner) ? row[owner] : row.default;
    if (pattern === undefined) throw new Error(`names.${kind}: says nothing for ${owner}; add it, or "default"`);
    return pattern;
  }
}

/** What is wrong with a name, or `undefined` when AWS would take it. */
export function nameProblem(kind: NameKind, name: string): string | undefined {
  const { label, maxLength, pattern, allowed } = nameLimits[kind];
  if (name.length > maxLength) {
    return `the ${label} name "${name}" has ${name.length} characters, AWS allows ${maxLength}`;
  }
  if (!pattern.test(name)) return `the ${label} name "${name}" may hold only ${allowed}`;
  return undefined;
}
