import type { Attributes } from "../adoption/exported-resource";
import { type References, unresolved } from "../adoption/references";
import type { Stack } from "../adoption/stack";
import type { Block } from "../terraform-json/block";
import { at, own } from "../terraform-json/record";
import type { Seed } from "./from-arn";

/** How a resource is read by what its configuration says: the names that AWS keeps unique. */
interface Named {
  /** The id in the state, with `{attribute}`, `{@account}` and `{@region}`; `undefined` for a type that has none. */
  readonly id: string | undefined;
  /** Attributes that the provider's read needs beside the id. @default none */
  readonly needs?: readonly string[];
}

const named = (id: string | undefined, ...needs: readonly string[]): Named => ({ id, needs });

/**
 * The types that cannot be created twice under one name. What is created by overwriting, such as a bucket's policy, is not
 * among them: creating it again is harmless.
 */
const byName: Readonly<Record<string, Named>> = {
  aws_appautoscaling_target: named("{resource_id}", "resource_id", "scalable_dimension", "service_namespace"),
  aws_backup_vault: named("{name}", "name"),
  aws_budgets_budget: named("{@account}:{name}", "name"),
  aws_cloudwatch_log_group: named("{name}", "name"),
  aws_cloudwatch_log_delivery_destination: named(undefined, "name"),
  aws_cloudwatch_log_delivery_source: named(undefined, "name"),
  aws_codedeploy_deployment_group: named("{app_name}:{deployment_group_name}", "app_name", "deployment_group_name"),
  aws_db_instance: named("{identifier}", "identifier"),
  aws_db_parameter_group: named("{name}", "name"),
  aws_db_proxy: named("{name}", "name"),
  aws_db_proxy_target: named(
    "{db_proxy_name}/{target_group_name}/RDS_INSTANCE/{db_instance_identifier}",
    ...["db_proxy_name", "target_group_name", "db_instance_identifier"],
  ),
  aws_db_subnet_group: named("{name}", "name"),
  aws_ecr_repository: named("{name}", "name"),
  aws_ecs_cluster: named("arn:aws:ecs:{@region}:{@account}:cluster/{name}", "name"),
  aws_iam_openid_connect_provider: named("arn:aws:iam::{@account}:oidc-provider/{url:host}"),
  aws_iam_policy: named("arn:aws:iam::{@account}:policy/{name}", "name"),
  aws_iam_role: named("{name}", "name"),
  aws_kms_alias: named("{name}", "name"),
  aws_route: named("", "route_table_id", "destination_cidr_block", "destination_ipv6_cidr_block"),
  aws_route53_record: named("{zone_id}_{name}_{type}", "zone_id", "name", "type"),
  aws_s3_bucket: named("{bucket}", "bucket"),
  aws_sfn_state_machine: named("arn:aws:states:{@region}:{@account}:stateMachine:{name}"),
  aws_scheduler_schedule: named("{group_name}/{name}", "name", "group_name"),
  aws_scheduler_schedule_group: named("{name}", "name"),
  aws_ssm_parameter: named("{name}", "name"),
  aws_xray_sampling_rule: named("{rule_name}", "rule_name"),
};

/** What a resource is read by, as far as it is known; `undefined` for a type that has no name, or one that is not known. */
export function namedSeed(resource: Block, references: References, stack: Stack): Seed | undefined {
  const { type, region } = resource;
  const rule = own(byName, type);
  if (!rule || isOverwritten(resource)) return undefined;
  const value = (attribute: string): unknown => {
    if (attribute === "@account") return stack.account;
    if (attribute === "@region") return region;
    return references.attribute(resource, attribute);
  };
  const attributes: Record<string, unknown> = {};
  for (const attribute of rule.needs ?? []) {
    const known = value(attribute);
    if (known === unresolved) return undefined;
    if (known !== undefined) attributes[attribute] = known;
  }
  if (rule.id === undefined) return { type, attributes };
  const id = type === "aws_route" ? routeId(attributes) : filled(rule.id, value);
  return id === undefined ? undefined : { type, attributes: { ...attributes, ...writeOnly(resource), id } };
}

/** A record that may overwrite another one is created as well where it exists. */
function isOverwritten({ body }: Block): boolean {
  return body.allow_overwrite === true;
}

function filled(template: string, value: (attribute: string) => unknown): string | undefined {
  const parts: unknown[] = [];
  const text = template.replaceAll(/\{([^}:]+)(:host)?\}/g, (_, attribute: string, host?: string) => {
    const part = value(attribute);
    parts.push(part);
    return host === undefined ? String(part) : String(part).replace(/^https:\/\//, "");
  });
  return parts.every((part) => typeof part === "string" && part !== "") ? text : undefined;
}

/** As the provider makes it: `r-`, the route table, and a checksum of the destination. */
function routeId(attributes: Attributes): string | undefined {
  const [table, destination] = [
    attributes.route_table_id,
    attributes.destination_cidr_block ?? attributes.destination_ipv6_cidr_block,
  ];
  if (typeof table !== "string" || typeof destination !== "string") return undefined;
  return `r-${table}${checksum(destination)}`;
}

/** CRC-32 (IEEE 802.3). */
function checksum(text: string): number {
  let sum = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}

/** Tells the provider that a value is write-only, so that reading the resource does not put it into the state. */
function writeOnly({ type, body }: Block): Attributes {
  if (type !== "aws_ssm_parameter" || at(body, "value_wo") === undefined) return {};
  return { has_value_wo: true, value_wo_version: at(body, "value_wo_version") };
}
