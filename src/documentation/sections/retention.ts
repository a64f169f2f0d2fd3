import { type Body, nestedBlock, nestedBlocks, numberOf, textOf } from "../../terraform-json/body";
import { code, plain } from "../../markdown/literal";
import type { Blocks } from "../../terraform-json/blocks";
import { markdownTable } from "../markdown-table";
import { nameOf, nounOf } from "../nouns";

/** How long everything is kept that goes by itself: logs, backups, objects, and what was deleted. */
export function retentionSection(inventory: Blocks): string {
  const rows = [
    ...inventory.of("aws_cloudwatch_log_group").map((group) => {
      const days = numberOf(group.body.retention_in_days) ?? 0;
      return ["log", code(nameOf(group, inventory)), days === 0 ? "for ever" : daysText(days)];
    }),
    ...databaseRows(inventory),
    ...planRows(inventory),
    ...inventory.of("aws_s3_bucket_lifecycle_configuration").map(({ body }) => {
      const bucket = inventory.target(body.bucket);
      const kept = nestedBlocks(body.rule).flatMap(lifecycleTexts).join("; ");
      return ["objects", code(bucket ? nameOf(bucket, inventory) : inventory.text(body.bucket)), kept];
    }),
    ...inventory
      .of("aws_efs_file_system")
      .map((fileSystem) => [
        "files",
        code(nameOf(fileSystem, inventory)),
        isBackedUp(fileSystem.address, inventory) ? "backed up daily by AWS, for 35 days" : "not backed up by AWS",
      ]),
    ...windowRows(inventory),
  ];
  return markdownTable(["what", "which", "how long"], rows);
}

function daysText(days: number): string {
  return `${days} ${days === 1 ? "day" : "days"}`;
}

function databaseRows(inventory: Blocks): string[][] {
  const instances = inventory.of("aws_db_instance").map((instance) => {
    const days = numberOf(instance.body.backup_retention_period) ?? 0;
    const window = textOf(instance.body.backup_window) ?? "";
    const text = days === 0 ? "not backed up" : `${daysText(days)}, to any second; daily snapshot at ${window} UTC`;
    return ["backups", code(nameOf(instance, inventory)), text];
  });
  const copies = inventory.of("aws_db_instance_automated_backups_replication").map(({ body, region }) => {
    const source = inventory.target(body.source_db_instance_arn);
    const days = numberOf(body.retention_period) ?? 0;
    return [
      "backups, replicated",
      code(source ? nameOf(source, inventory) : ""),
      `${daysText(days)} in ${code(region)}`,
    ];
  });
  return [...instances, ...copies];
}

function planRows(inventory: Blocks): string[][] {
  const rules = inventory.of("aws_backup_plan").flatMap((plan) =>
    nestedBlocks(plan.body.rule).map((rule) => {
      const copies = nestedBlocks(rule.copy_action).map((copy) => {
        const vault = inventory.target(copy.destination_vault_arn);
        return `${keptDays(copy)} in ${code(vault?.region ?? "?")}`;
      });
      const when = code(`${inventory.text(rule.rule_name)} ${inventory.text(rule.schedule)}`);
      return ["backup plan", code(nameOf(plan, inventory)), [`${when}: ${keptDays(rule)}`, ...copies].join("; ")];
    }),
  );
  const locks = inventory.of("aws_backup_vault_lock_configuration").map(({ body, region }) => {
    const [shortest, longest] = [numberOf(body.min_retention_days), numberOf(body.max_retention_days)];
    const vault = `${inventory.text(body.backup_vault_name)} in ${region}`;
    return [
      "vault lock",
      code(vault),
      `no copy for less than ${String(shortest)} or more than ${String(longest)} days`,
    ];
  });
  return [...rules, ...locks];
}

function keptDays(rule: Body): string {
  const days = numberOf(nestedBlock(rule.lifecycle).delete_after);
  return days === undefined ? "for ever" : daysText(days);
}

function lifecycleTexts(rule: Body): string[] {
  const days = (value: unknown, attribute: string): number | undefined => numberOf(nestedBlock(value)[attribute]);
  const texts: [number | undefined, (days: number) => string][] = [
    [days(rule.expiration, "days"), (one) => daysText(one)],
    [
      days(rule.noncurrent_version_expiration, "noncurrent_days"),
      (one) => `overwritten or deleted: ${daysText(one)} more`,
    ],
    [
      days(rule.abort_incomplete_multipart_upload, "days_after_initiation"),
      (one) => `unfinished uploads: ${daysText(one)}`,
    ],
    ...nestedBlocks(rule.transition).map((one): [number | undefined, (days: number) => string] => [
      numberOf(one.days),
      (after) => `${textOf(one.storage_class) ?? "cheaper storage"} after ${daysText(after)}`,
    ]),
  ];
  return texts.flatMap(([count, text]) => (count === undefined ? [] : [plain(text(count))]));
}

function isBackedUp(fileSystem: string, inventory: Blocks): boolean {
  return inventory
    .of("aws_efs_backup_policy")
    .some(
      ({ body }) =>
        inventory.target(body.file_system_id)?.address === fileSystem &&
        nestedBlock(body.backup_policy).status === "ENABLED",
    );
}

/** How long what was deleted can be called back. */
function windowRows(inventory: Blocks): string[][] {
  const row = (type: string, attribute: string, what: string): string[][] => {
    const days = [...new Set(inventory.of(type).map(({ body }) => numberOf(body[attribute])))].filter(
      (one) => one !== undefined,
    );
    return days.length === 0
      ? []
      : [[what, "all", days.map((one) => (one === 0 ? "not at all" : daysText(one))).join(" or ")]];
  };
  return [
    ...row("aws_secretsmanager_secret", "recovery_window_in_days", "deleted secrets can be called back"),
    ...row("aws_kms_key", "deletion_window_in_days", "deleted keys can be called back"),
    ...inventory.of("aws_secretsmanager_secret_rotation").map(({ body }) => {
      const days = numberOf(nestedBlock(body.rotation_rules).automatically_after_days) ?? 0;
      const secret = inventory.target(body.secret_id);
      return [
        "password",
        code(secret ? `${nounOf(secret)} ${nameOf(secret, inventory)}` : "all"),
        `turned every ${daysText(days)}`,
      ];
    }),
  ];
}
