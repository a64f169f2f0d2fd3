import { type NameKind, nameLimits } from "./limits";

/**
 * How each kind of name is made: text with placeholders.
 *
 * `{product}`, `{stage}`, `{environment}` (product and stage), `{region}` and `{account}` are known everywhere;
 * `{service}`, `{loadBalancer}`, `{key}` where the thing belongs to one. `{hash}` in a target group's name stands for
 * what forces its replacement, so that the new one can be created beside the old one.
 */
export type NamingScheme = Readonly<Record<NameKind, string>>;

/** The names an environment has unless its `names` say otherwise. */
export const defaultNamingScheme: NamingScheme = {
  cluster: "{environment}-cluster",
  service: "{service}",
  taskDefinitionFamily: "{environment}-{service}",
  loadBalancer: "{environment}-{loadBalancer}",
  targetGroup: "{environment}-{service}-{hash}",
  securityGroup: "{environment}-{service}",
  executionRole: "{environment}-{service}-execution",
  taskRole: "{environment}-{service}-task",
  flowLogsRole: "{environment}-flow-logs",
  serviceLogGroup: "/ecs/{environment}/{service}",
  flowLogGroup: "/vpc/{environment}/flow-logs",
  accessLogBucket: "{environment}-{loadBalancer}-access-logs-{account}-{region}",
  database: "{environment}",
  keyAlias: "{environment}/{key}",
  generatedSecret: "{product}/{stage}/{service}/{key}",
  operatorSecret: "{product}/{stage}/{service}/operator",
  imageParameter: "/{product}/{stage}/images/{service}",
  parameterPath: "/{product}/{stage}/{service}",
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
    return this.scheme[kind].replace(/\{(\w+)\}/g, (placeholder, name: string) => {
      const value = values[name] ?? this.values[name];
      if (value === undefined)
        throw new Error(`names.${kind}: ${placeholder} is not known for a ${nameLimits[kind].label}`);
      return value;
    });
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
