import { nestedBlock, nestedBlocks, numberOf } from "../../terraform-json/body";
import type { Block } from "../../terraform-json/block";
import type { DocumentedStack } from "../documented-stack";
import type { Blocks } from "../../terraform-json/blocks";
import { nameOf } from "../nouns";
import type { Arrow, Frame, Part, Picture } from "./picture";
import { plainPart } from "./external-resources";

/** Backups: the plan's vault, and what another region has of it. */
export function recovery(stack: DocumentedStack, inventory: Blocks): Pick<Picture, "parts" | "arrows" | "frames"> {
  const vaults = inventory.of("aws_backup_vault");
  const copies = inventory.of("aws_db_instance_automated_backups_replication");
  const elsewhere = [...new Set([...vaults, ...copies].map(({ region }) => region))].filter(
    (one) => one !== stack.region,
  );
  const frameOf = (region: string): string => (region === stack.region ? "region" : `region-${region}`);
  const rules = inventory.of("aws_backup_plan").flatMap(({ body }) => nestedBlocks(body.rule));
  const vaultArrows = rules.flatMap((rule) => {
    const source = inventory.target(rule.target_vault_name);
    const targets = nestedBlocks(rule.copy_action).flatMap(
      ({ destination_vault_arn: to }) => inventory.target(to) ?? [],
    );
    return source
      ? targets.map(({ address }): Arrow => ({ from: source.address, to: address, label: "", flow: "copy" }))
      : [];
  });
  const saved = inventory.of("aws_backup_selection").flatMap(({ body }) => {
    const plan = inventory.target(body.plan_id);
    const vault = inventory.target(nestedBlocks(plan?.body.rule)[0]?.target_vault_name);
    return vault ? inventory.targets(body.resources).map(({ address }) => ({ from: address, to: vault.address })) : [];
  });
  return {
    frames: elsewhere.map((region): Frame => ({
      id: frameOf(region),
      title: `Region ${region}`,
      details: [],
      within: "account",
    })),
    parts: [
      ...vaults.map((vault) => vaultPart(vault, rules, frameOf(vault.region), inventory)),
      ...copies.map(({ address, region, body }) => {
        const lines = [`${String(numberOf(body.retention_period) ?? "?")} days, to any point in time`];
        return plainPart(address, "Database backups", lines, "data", frameOf(region));
      }),
    ],
    arrows: [
      ...saved.map(({ from, to }): Arrow => ({ from, to, label: "back up", flow: "copy" })),
      ...vaultArrows,
      ...copies.flatMap(({ address, body }): Arrow[] => {
        const source = inventory.target(body.source_db_instance_arn);
        return source ? [{ from: source.address, to: address, label: "replicate", flow: "copy" }] : [];
      }),
    ],
  };
}

function vaultPart(
  vault: Block,
  rules: readonly Readonly<Record<string, unknown>>[],
  within: string,
  inventory: Blocks,
): Part {
  const isOf = (value: unknown): boolean => inventory.target(value)?.address === vault.address;
  const lifecycles = rules.flatMap((rule) => [
    ...(isOf(rule.target_vault_name) ? [nestedBlock(rule.lifecycle)] : []),
    ...nestedBlocks(rule.copy_action)
      .filter(({ destination_vault_arn: to }) => isOf(to))
      .map(({ lifecycle }) => nestedBlock(lifecycle)),
  ]);
  const days = lifecycles.flatMap((lifecycle) => numberOf(lifecycle.delete_after) ?? []);
  const lines = [nameOf(vault, inventory), ...days.map((one) => `${one} days`)];
  return plainPart(vault.address, "Backup vault", lines, "data", within);
}
