import type { Block } from "../../terraform-json/block";
import { type Body, nestedBlocks, numberOf, textOf } from "../../terraform-json/body";
import type { Stack } from "../stack";
import { usedGb } from "./database";
import { type Charge, type Gap, type Rule, daysOf } from "./rule";

export const imageRepository: Rule = (_, stack) => [
  { component: "storage", what: "image repositories", price: "ecr.storage", quantity: stack.assume("imageGb") },
];

export const bucket: Rule = (_, stack) => [
  { component: "storage", what: "buckets: storage", price: "s3.storage", quantity: stack.assume("bucketGb") },
  { component: "storage", what: "buckets: writes", price: "s3.write", quantity: stack.assume("bucketWritesPerMonth") },
  { component: "storage", what: "buckets: reads", price: "s3.read", quantity: stack.assume("bucketReadsPerMonth") },
];

export const bucketReplication: Rule = ({ body }, stack) => {
  const [source] = stack.targets(body.bucket);
  return [
    {
      component: "storage",
      what: "buckets: copies to another region",
      price: "transfer.crossRegion",
      quantity: stack.assume("bucketGb") * (stack.assume("dailyChangePercent") / 100) * daysOf(stack),
      ...(source && { region: source.region }),
    },
  ];
};

/** Everything in the standard class: what moves to infrequent access costs less. */
export const fileSystem: Rule = ({ body, address }, stack) => {
  const name = `file system ${textOf(body.creation_token) ?? address}`;
  const mode = textOf(body.throughput_mode) ?? "bursting";
  const charge = (what: string, price: string, quantity: number): Charge => ({
    component: "storage",
    of: name,
    what,
    price,
    quantity,
  });
  const place = body.availability_zone_name === undefined ? "efs.storage" : "efs.oneZoneStorage";
  const size = charge("storage", place, stack.assume("fileSystemGb"));
  if (mode === "provisioned") return [size, { reason: "provisioned throughput of file systems is not priced" }];
  if (mode === "bursting") return [size];
  return [
    size,
    charge("bytes read", "efs.read", stack.assume("fileSystemReadGb")),
    charge("bytes written", "efs.write", stack.assume("fileSystemWriteGb")),
  ];
};

/** How long the daily backups stay that EFS makes by itself. */
const automaticBackupDays = 35;

export const fileSystemBackup: Rule = ({ body }, stack) => {
  if (!nestedBlocks(body.backup_policy).some(({ status }) => status === "ENABLED")) return [];
  return [
    {
      component: "storage",
      what: "backups of file systems",
      price: "backup.efs",
      quantity: grown(stack.assume("fileSystemGb"), automaticBackupDays, stack),
    },
  ];
};

/** What a kind of resource keeps in a vault, and what AWS calls its storage there. */
const protectedKinds: Readonly<
  Record<string, { name: string; price: string; gb: (body: Body, stack: Stack) => number }>
> = {
  aws_db_instance: { name: "databases", price: "backup.rds", gb: usedGb },
  aws_efs_file_system: { name: "file systems", price: "backup.efs", gb: (_, stack) => stack.assume("fileSystemGb") },
  aws_s3_bucket: { name: "buckets", price: "backup.s3", gb: (_, stack) => stack.assume("bucketGb") },
};

/** What AWS Backup keeps of the resources that a plan selects, in its own vaults and as copies in others. */
export const backupSelection: Rule = (selection, stack) => {
  const [plan] = stack.targets(selection.body.plan_id);
  const selected = stack.targets(selection.body.resources);
  if (!plan) return [{ reason: "its plan is not among the resources" }];
  if (selected.length === 0) return [{ reason: "what it selects is not among the resources" }];
  return nestedBlocks(plan.body.rule).flatMap((rule) => selected.flatMap((resource) => kept(rule, resource, stack)));
};

function kept(rule: Body, resource: Block, stack: Stack): (Charge | Gap)[] {
  const kind = protectedKinds[resource.type];
  if (!kind) return [{ reason: `backups of ${resource.type} are not priced` }];
  const { name } = kind;
  const gb = kind.gb(resource.body, stack);
  const own: Charge = {
    component: "storage",
    what: `AWS Backup of ${name}`,
    price: kind.price,
    quantity: grown(gb, daysKept(rule), stack),
  };
  return [own, ...nestedBlocks(rule.copy_action).flatMap((copy) => copied(copy, own, gb, name, resource, stack))];
}

function copied(copy: Body, own: Charge, gb: number, name: string, resource: Block, stack: Stack): (Charge | Gap)[] {
  const [vault] = stack.targets(copy.destination_vault_arn);
  if (!vault) return [{ reason: `the vault that backups of ${name} are copied to is not among the resources` }];
  const storage: Charge = {
    ...own,
    what: `AWS Backup of ${name}: copies`,
    quantity: grown(gb, daysKept(copy), stack),
    region: vault.region,
  };
  if (vault.region === resource.region) return [storage];
  const transfer: Charge = {
    component: "storage",
    what: `AWS Backup of ${name}: transfer to another region`,
    price: resource.type === "aws_efs_file_system" ? "backup.efsTransfer" : "transfer.crossRegion",
    quantity: gb * (stack.assume("dailyChangePercent") / 100) * daysOf(stack),
    region: resource.region,
  };
  return [storage, transfer];
}

/** Backups that never expire are counted for a year. */
function daysKept(rule: Body): number {
  return numberOf(nestedBlocks(rule.lifecycle)[0]?.delete_after) ?? 365;
}

function grown(gb: number, days: number, stack: Stack): number {
  return gb * (1 + (stack.assume("dailyChangePercent") / 100) * Math.max(0, days - 1));
}
