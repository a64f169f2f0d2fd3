/** The parts of a Terraform state that are converted. */
interface State {
  readonly resources: readonly {
    readonly mode?: string;
    readonly type: string;
    readonly name: string;
    readonly instances: readonly {
      readonly index_key?: string | number;
      readonly attributes: Readonly<Record<string, unknown>>;
      readonly sensitive_attributes?: readonly (readonly { readonly value: unknown }[])[];
    }[];
  }[];
}

const signature = "4dabf18193072939515e22adb298388d";

/** A value as Pulumi writes it where it is secret. */
export function pulumiSecret(value: unknown, shown: "ciphertext" | "plaintext" = "ciphertext"): unknown {
  const content = shown === "plaintext" ? { plaintext: JSON.stringify(value) } : { ciphertext: "AAABADf2k9yzQ==" };
  return { [signature]: "1b47061264138c4ac30d75fd1eb44270", ...content };
}

/** Pulumi's modules, by the longest prefix of Terraform's types; what is no prefix is not in it. */
const modules: readonly (readonly [string, string])[] = [
  ["aws_acm_", "acm"],
  ["aws_appautoscaling_", "appautoscaling"],
  ["aws_budgets_", "budgets"],
  ["aws_cloudwatch_", "cloudwatch"],
  ["aws_codedeploy_", "codedeploy"],
  ["aws_db_", "rds"],
  ["aws_ecs_", "ecs"],
  ["aws_efs_", "efs"],
  ["aws_iam_", "iam"],
  ["aws_kms_", "kms"],
  ["aws_lb_", "lb"],
  ["aws_route53_", "route53"],
  ["aws_s3_", "s3"],
  ["aws_secretsmanager_", "secretsmanager"],
  ["aws_sns_", "sns"],
  ["aws_vpc_security_", "vpc"],
  ["aws_", "ec2"],
];

/** Names that are not the rest of Terraform's, as Pulumi's provider 6 has them. */
const names: Readonly<Record<string, string>> = {
  aws_codedeploy_app: "application",
  aws_lb: "loadBalancer",
  aws_s3_bucket: "bucketV2",
  aws_s3_bucket_lifecycle_configuration: "bucketLifecycleConfigurationV2",
  aws_s3_bucket_server_side_encryption_configuration: "bucketServerSideEncryptionConfigurationV2",
  aws_s3_bucket_versioning: "bucketVersioningV2",
  aws_vpc_security_group_egress_rule: "securityGroupEgressRule",
  aws_vpc_security_group_ingress_rule: "securityGroupIngressRule",
};

/** `aws_ecs_task_definition` is `aws:ecs/taskDefinition:TaskDefinition`. */
function pulumiType(type: string): string {
  if (type === "aws_lb") return "aws:lb/loadBalancer:LoadBalancer";
  const [prefix, module] = modules.find(([start]) => type.startsWith(start)) ?? ["", ""];
  const name = names[type] ?? camelCase(type.slice(prefix.length));
  return `aws:${module}/${name}:${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/** What `pulumi stack export` would print had Pulumi made what is in a Terraform state. */
export function pulumiExport(state: State, more: Readonly<Record<string, unknown>> = {}): string {
  const root = "urn:pulumi:nonprod::app-ecs::pulumi:pulumi:Stack::app-ecs-nonprod";
  const provider = "urn:pulumi:nonprod::app-ecs::pulumi:providers:aws::default_6_83_0";
  const resources = state.resources
    .filter(({ mode = "managed" }) => mode === "managed")
    .flatMap(({ type, name, instances }) =>
      instances.map((instance) => {
        const token = pulumiType(type);
        const suffix = instance.index_key === undefined ? "" : `-${instance.index_key}`;
        const outputs = propertiesOf(instance);
        return {
          urn: `urn:pulumi:nonprod::app-ecs::app:ecs:Application$${token}::${name}${suffix}`,
          custom: true,
          id: instance.attributes.id,
          type: token,
          inputs: { ...outputs, __defaults: [] },
          outputs,
          parent: root,
          provider: `${provider}::1f8f1a2c-0000-4000-8000-000000000000`,
          propertyDependencies: {},
        };
      }),
    );
  return JSON.stringify({
    version: 3,
    deployment: {
      manifest: { time: "2026-11-20T09:00:00Z", magic: "0", version: "v3.150.0" },
      secrets_providers: { type: "passphrase", state: { salt: "v1:c2FsdA==:djE6" } },
      resources: [
        { urn: root, custom: false, type: "pulumi:pulumi:Stack" },
        { urn: provider, custom: true, id: "1f8f1a2c", type: "pulumi:providers:aws", inputs: { region: "us-east-1" } },
        { urn: "urn:pulumi:nonprod::app-ecs::app:ecs:Application::api", custom: false, type: "app:ecs:Application" },
        ...resources,
      ],
      metadata: {},
      ...more,
    },
  });
}

function propertiesOf({
  attributes,
  sensitive_attributes: paths = [],
}: State["resources"][number]["instances"][number]): object {
  const secret = new Set(paths.map(([step]) => step?.value));
  return Object.fromEntries(
    Object.entries(attributes)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [
        propertyName(name, value),
        secret.has(name) && value !== "" ? pulumiSecret(value) : isUserNamed(name) ? value : propertyValue(value),
      ]),
  );
}

/** Maps whose keys are the user's. */
function isUserNamed(name: string): boolean {
  return ["tags", "tags_all", "dimensions", "variables", "labels"].includes(name);
}

/** Blocks of which there is one at most are no lists in Pulumi. */
const single = new Set([
  ...["host_header", "path_pattern", "http_header", "http_request_method", "source_ip"],
  ...["root_directory", "creation_info", "posix_user", "lifecycle_policy", "network_configuration"],
]);

function propertyName(name: string, value: unknown): string {
  const camel = camelCase(name);
  const isMany = Array.isArray(value) && !single.has(name) && !camel.endsWith("s");
  return isMany ? `${camel}s` : camel;
}

function propertyValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(propertyValue);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, item]) => {
      if (!single.has(name) || !Array.isArray(item)) return [[propertyName(name, item), propertyValue(item)]];
      return item.length === 0 ? [] : [[camelCase(name), propertyValue(item[0])]];
    }),
  );
}

function camelCase(name: string): string {
  return name.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
