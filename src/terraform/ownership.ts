/** Somebody who changes what Terraform made, after the first deploy and without asking it. */
export type Owner = "ECS" | "auto scaling" | "scheduled scaling" | "pipeline" | "CodeDeploy";

export interface IgnoredAttribute {
  readonly resourceType: string;
  readonly attribute: string;
  /** Who owns it instead. */
  readonly owner: Owner;
  readonly why: string;
  /** Tells whose a service is where two owners have the same attribute. */
  readonly deploymentController?: "ECS" | "CODE_DEPLOY";
}

/** Everything that Terraform sets once and then leaves alone, and who changes it instead. */
export const ignoredAttributes: readonly IgnoredAttribute[] = [
  {
    resourceType: "aws_ecs_service",
    attribute: "desired_count",
    owner: "auto scaling",
    why: "how many tasks run follows from load; a deploy must not take any away",
  },
  {
    resourceType: "aws_ecs_service",
    attribute: "task_definition",
    owner: "pipeline",
    why: "a pipeline registers revisions and makes the service run them",
    deploymentController: "ECS",
  },
  {
    resourceType: "aws_ecs_service",
    attribute: "task_definition",
    owner: "CodeDeploy",
    why: "a blue/green deployment gives the new tasks their revision",
    deploymentController: "CODE_DEPLOY",
  },
  {
    resourceType: "aws_ecs_service",
    attribute: "load_balancer",
    owner: "CodeDeploy",
    why: "a blue/green deployment changes over between the service's two target groups",
  },
  {
    resourceType: "aws_ecs_service",
    attribute: "capacity_provider_strategy",
    owner: "CodeDeploy",
    why: "a deployment says on which capacity its tasks run, and takes the service's own strategy away if it does not",
  },
  {
    resourceType: "aws_ecs_service",
    attribute: "network_configuration",
    owner: "CodeDeploy",
    why: "ECS takes subnets and security groups of a blue/green service from deployments only",
  },
  {
    resourceType: "aws_lb_target_group",
    attribute: "port",
    owner: "ECS",
    why: "ECS registers each task with its container's port; another default would replace a group that is in use",
  },
  {
    resourceType: "aws_lb_target_group",
    attribute: "name",
    owner: "ECS",
    why: "a group keeps its name, with the port it began with, until another protocol or VPC replaces it",
  },
  {
    resourceType: "aws_lb_listener_rule",
    attribute: "action",
    owner: "CodeDeploy",
    why: "a blue/green deployment moves requests by rewriting the rule's target groups and weights",
  },
  ...["min_capacity", "max_capacity"].map((attribute) => ({
    resourceType: "aws_appautoscaling_target",
    attribute,
    owner: "scheduled scaling" as const,
    why: "a schedule sets the limits; a deploy must not set them back",
  })),
  {
    resourceType: "aws_ssm_parameter",
    attribute: "insecure_value",
    owner: "pipeline",
    why: "a pipeline names the image that runs",
  },
];

/** What a resource ignores, given who changes it beside Terraform; in Terraform's own spelling. */
export function ignoredBy(resourceType: string, owners: readonly Owner[]): string[] {
  const rows = ignoredAttributes.filter((row) => row.resourceType === resourceType && owners.includes(row.owner));
  return [...new Set(rows.map(({ attribute }) => attribute))];
}

type Body = Readonly<Record<string, unknown>>;

/** What the `lifecycle` of a resource in Terraform's JSON ignores. */
export function ignoredIn({ lifecycle }: Body): readonly string[] {
  return (lifecycle as { readonly ignore_changes?: readonly string[] } | undefined)?.ignore_changes ?? [];
}

/** Whether a resource in Terraform's JSON leaves an attribute to this owner. */
export function isLeftTo(
  { resourceType, attribute, deploymentController }: IgnoredAttribute,
  { type, body }: { readonly type: string; readonly body: Body },
): boolean {
  if (type !== resourceType || !ignoredIn(body).includes(attribute)) return false;
  const controller = body.deployment_controller as { readonly type?: string } | undefined;
  return deploymentController === undefined || controller?.type === deploymentController;
}
