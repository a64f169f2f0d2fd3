/** Where the words of Pulumi's module and Terraform's prefix are not the same, by module. */
const prefixes: Readonly<Record<string, readonly string[]>> = {
  alb: ["lb"],
  ec2: ["", "ec2"],
  elasticloadbalancingv2: ["lb"],
  rds: ["rds", "db"],
};

/** What no rule gives, by Pulumi's type without the repeated last part. */
const irregular: Readonly<Record<string, string>> = {
  "aws:alb/loadbalancer": "aws_lb",
  "aws:codedeploy/application": "aws_codedeploy_app",
  "aws:elasticloadbalancingv2/loadbalancer": "aws_lb",
  "aws:lb/loadbalancer": "aws_lb",
  "aws:s3/bucketobject": "aws_s3_object",
  "aws:s3/bucketobjectv2": "aws_s3_object",
};

/**
 * Terraform's type for one of Pulumi's: `aws:ecs/taskDefinition:TaskDefinition` is `aws_ecs_task_definition`. Pulumi's AWS
 * provider is made from Terraform's, and its names are Terraform's with other separators; so they are compared without any.
 *
 * @param known Terraform's types among which to look
 * @returns `undefined` for what is none of them
 */
export function terraformTypeOf(pulumiType: string, known: ReadonlySet<string>): string | undefined {
  const [provider = "", path = ""] = pulumiType.toLowerCase().split(":");
  const [module = "", name = ""] = path.split("/");
  const exception = Object.hasOwn(irregular, `${provider}:${path}`) ? irregular[`${provider}:${path}`] : undefined;
  if (exception !== undefined) return known.has(exception) ? exception : undefined;
  const modules = Object.hasOwn(prefixes, module) ? (prefixes[module] ?? []) : [module];
  // Until version 6 the types that took a bucket's settings apart had "V2" in their names.
  const names = name.endsWith("v2") ? [name, name.slice(0, -2)] : [name];
  const spellings = new Set(
    module === "index" ? names : modules.flatMap((prefix) => names.map((last) => `${provider}${prefix}${last}`)),
  );
  return [...known].find((type) => spellings.has(type.replaceAll("_", "")));
}
