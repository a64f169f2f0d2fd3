import { nestedBlock, numberOf, textOf } from "../../terraform-json/body";
import { code } from "../../markdown/literal";
import type { Block } from "../../terraform-json/block";
import type { Blocks } from "../../terraform-json/blocks";
import { markdownTable } from "../markdown-table";
import { keyOf, nameOf, nounOf, partOf } from "../nouns";
import type { Service } from "../../terraform-json/services";

/** Every name that people, pipelines and other programs use. */
export function namesSection(services: readonly Service[], inventory: Blocks): string {
  const parts: [string, string][] = [
    ["Hosts and where they lead", hosts(inventory)],
    ["Services", serviceNames(services)],
    ["Secrets and parameters", secrets(inventory)],
    ["Everything else with a name", others(inventory)],
  ];
  return parts.flatMap(([title, text]) => (text === "" ? [] : [`### ${title}\n\n${text}`])).join("\n\n");
}

function hosts(inventory: Blocks): string {
  const rows = new Map<string, [string, string]>();
  for (const { body } of inventory.of("aws_route53_record")) {
    const target = inventory.target(nestedBlock(body.alias).name);
    if (target) rows.set(inventory.text(body.name), [`${nounOf(target)} ${keyOf(target)}`, textOf(body.type) ?? ""]);
  }
  for (const { body } of inventory.of("aws_service_discovery_service")) {
    const namespace = inventory.target(nestedBlock(body.dns_config).namespace_id);
    if (namespace)
      rows.set(`${inventory.text(body.name)}.${nameOf(namespace, inventory)}`, ["tasks, within the network", "A"]);
  }
  if (rows.size === 0) return "";
  return markdownTable(
    ["host", "leads to"],
    [...rows].map(([host, [target]]) => [code(host), target]),
  );
}

function serviceNames(services: readonly Service[]): string {
  if (services.length === 0) return "";
  return markdownTable(
    ["service", "ECS service", "task definition family", "log group", "repository or image"],
    services.map(({ key, serviceName, family, logGroup, repository, image }) =>
      [key, serviceName, family, logGroup, repository ?? image].map(code),
    ),
  );
}

function secrets(inventory: Blocks): string {
  const rows = [...inventory.of("aws_secretsmanager_secret"), ...inventory.of("aws_ssm_parameter")].map((one) => [
    nounOf(one),
    code(nameOf(one, inventory)),
    code(partOf(one)),
    filledBy(one),
  ]);
  return rows.length === 0 ? "" : markdownTable(["what", "name", "of", "what is in it"], rows);
}

/** What the description of a secret or a parameter says of its content. */
function filledBy({ body }: Block): string {
  const text = textOf(body.description) ?? "";
  return text === "" ? "" : text.replaceAll(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b|[<>|*[\]\\`]/g, (found) => code(found));
}

/** The types whose names are not in the tables above. */
const named = [
  "aws_lb",
  "aws_lb_target_group",
  "aws_cloudfront_distribution",
  "aws_wafv2_web_acl",
  "aws_ecs_cluster",
  "aws_db_instance",
  "aws_db_proxy",
  "data.aws_rds_clusters",
  "aws_s3_bucket",
  "aws_efs_file_system",
  "aws_backup_vault",
  "aws_codedeploy_app",
  "aws_cloudwatch_dashboard",
  "aws_sns_topic",
  "aws_kms_key",
  "aws_sfn_state_machine",
  "aws_scheduler_schedule",
  "aws_iam_role",
];

function others(inventory: Blocks): string {
  const rows = named.flatMap((type) =>
    inventory
      .of(type)
      .map((one) => [nounOf(one), code(nameOf(one, inventory) || describedName(one)), code(partOf(one)), detail(one)]),
  );
  return rows.length === 0 ? "" : markdownTable(["what", "name", "of", "more"], rows);
}

function describedName(block: Block): string {
  return textOf(block.body.comment) ?? textOf(block.body.dashboard_name) ?? keyOf(block);
}

function detail({ type, body }: Block): string {
  if (type !== "aws_db_instance") return "";
  return `port ${String(numberOf(body.port) ?? "?")}, database ${code(textOf(body.db_name) ?? "")}, user ${code(textOf(body.username) ?? "")}`;
}
