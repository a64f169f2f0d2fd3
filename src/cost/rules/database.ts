import type { Block } from "../../terraform-json/block";
import { numberOf, textOf } from "../../terraform-json/body";
import type { Stack } from "../stack";
import { type Charge, type Gap, type Rule, daysOf, gigabytes, hoursOf, secondsOf } from "./rule";

/** What gp3 has for nothing, below and from the size at which RDS stripes the volume. */
const gp3Baseline = { stripedFromGb: 400, small: { iops: 3000, mibps: 125 }, striped: { iops: 12_000, mibps: 500 } };

/** What one report of the enhanced monitoring weighs as a log event. */
const monitoringReportKb = 3;

/** PostgreSQL's major versions that have left RDS's standard support; staying on them costs extra. */
const lastMajorInExtendedSupport = 13;

export const dbInstance: Rule = ({ body }, stack) => {
  const engine = textOf(body.engine) ?? "unknown";
  const instanceClass = textOf(body.instance_class) ?? "unknown";
  const isMultiAz = body.multi_az === true;
  const instances = isMultiAz ? 2 : 1;
  const name = `database ${textOf(body.identifier) ?? instanceClass}${isMultiAz ? " (Multi-AZ)" : ""}`;
  return [
    {
      component: "database",
      of: name,
      what: instanceClass,
      price: `rds.${engine}.${instanceClass}`,
      quantity: instances * hoursOf(stack),
    },
    ...storage(body, name, instances),
    ...backups(body, name, stack),
    ...support(body, engine),
    ...monitoring(body, name, instances, stack),
    ...(body.manage_master_user_password === true ? [masterSecret] : []),
  ];
};

const masterSecret: Charge = { component: "security", what: "secrets", price: "secretsmanager.secret", quantity: 1 };

/** Multi-AZ storage costs twice as much: it is there twice. */
function storage(body: Block["body"], name: string, copies: number): (Charge | Gap)[] {
  const type = textOf(body.storage_type) ?? "gp2";
  const gb = numberOf(body.allocated_storage);
  if (gb === undefined) return [{ reason: "its allocated storage cannot be read" }];
  const charge = (what: string, price: string, quantity: number): Charge => ({
    component: "database",
    of: name,
    what,
    price,
    quantity: copies * quantity,
  });
  const size = charge(`storage, ${type}`, `rds.storage.${type}`, gb);
  if (type !== "gp3") {
    const iops = numberOf(body.iops);
    return iops === undefined || type === "gp2" ? [size] : [size, charge("IOPS", `rds.iops.${type}`, iops)];
  }
  const baseline = gb >= gp3Baseline.stripedFromGb ? gp3Baseline.striped : gp3Baseline.small;
  const iops = (numberOf(body.iops) ?? baseline.iops) - baseline.iops;
  const mibps = (numberOf(body.storage_throughput) ?? baseline.mibps) - baseline.mibps;
  return [
    size,
    ...(iops > 0 ? [charge("IOPS above the included", "rds.iops.gp3", iops)] : []),
    ...(mibps > 0 ? [charge("throughput above the included", "rds.throughput.gp3", mibps)] : []),
  ];
}

/** Backups are free up to the size of the allocated storage. */
function backups(body: Block["body"], name: string, stack: Stack): Charge[] {
  const free = numberOf(body.allocated_storage) ?? 0;
  const days = numberOf(body.backup_retention_period) ?? 0;
  const size = days === 0 ? 0 : backupGb(body, days, stack);
  return [
    {
      component: "database",
      of: name,
      what: "backups above what is included",
      price: "rds.backup",
      quantity: Math.max(0, size - free),
    },
  ];
}

/** A full copy, and what has changed on each later day. */
function backupGb(body: Block["body"], days: number, stack: Stack): number {
  return usedGb(body, stack) * (1 + (stack.assume("dailyChangePercent") / 100) * Math.max(0, days - 1));
}

/** What is in use of a database's allocated storage. */
export function usedGb(body: Block["body"], stack: Stack): number {
  return ((numberOf(body.allocated_storage) ?? NaN) * stack.assume("databaseUsedPercent")) / 100;
}

function support(body: Block["body"], engine: string): Gap[] {
  const major = Number.parseInt(textOf(body.engine_version) ?? "", 10);
  return engine === "postgres" && major <= lastMajorInExtendedSupport
    ? [{ reason: `PostgreSQL ${major} is in RDS's extended support, which is charged by vCPU and year` }]
    : [];
}

function monitoring(body: Block["body"], name: string, instances: number, stack: Stack): (Charge | Gap)[] {
  const interval = numberOf(body.monitoring_interval) ?? 0;
  const retentionDays = numberOf(body.performance_insights_retention_period) ?? 7;
  const logs: Charge = {
    component: "observability",
    of: name,
    what: "enhanced monitoring",
    price: "logs.ingestion",
    quantity: gigabytes((instances * monitoringReportKb * secondsOf(stack)) / interval),
  };
  return [
    ...(interval > 0 ? [logs] : []),
    ...(body.performance_insights_enabled === true && retentionDays > 7
      ? [{ reason: `Performance Insights kept for ${retentionDays} days are charged by vCPU` }]
      : []),
  ];
}

/** Copies of the automated backups in another region: the storage there, and what goes there each day. */
export const replicatedBackups: Rule = ({ body }, stack) => {
  const [database] = stack.targets(body.source_db_instance_arn);
  if (!database) return [{ reason: "the database that it copies is not among the resources" }];
  const name = `database ${textOf(database.body.identifier) ?? database.address}`;
  const days = numberOf(body.retention_period) ?? 7;
  return [
    {
      component: "database",
      of: name,
      what: "backups in another region",
      price: "rds.backup",
      quantity: backupGb(database.body, days, stack),
    },
    {
      component: "database",
      of: name,
      what: "transfer of backups to another region",
      price: "transfer.crossRegion",
      quantity: usedGb(database.body, stack) * (stack.assume("dailyChangePercent") / 100) * daysOf(stack),
      region: database.region,
    },
  ];
};

/** RDS Proxy costs by the vCPUs of the databases behind it, two at least. */
export const dbProxy: Rule = (proxy, stack) => {
  const targets = stack.referringTo(proxy, "aws_db_proxy_target", "db_proxy_name");
  const databases = targets.flatMap(({ body }) => stack.targets(body.db_instance_identifier));
  const vcpus = databases.map(({ body }) => vcpusOf(textOf(body.instance_class) ?? ""));
  if (vcpus.length === 0 || vcpus.includes(undefined))
    return [{ reason: "the vCPUs of the database behind it cannot be read" }];
  return [
    {
      component: "database",
      of: textOf(proxy.body.name) ?? proxy.address,
      what: "RDS Proxy",
      price: "rds.proxy",
      quantity: vcpus.reduce((sum: number, count = 0) => sum + Math.max(2, count), 0) * hoursOf(stack),
    },
  ];
};

/** Classes up to "large" have two vCPUs, and the extra large ones four times their number. */
export function vcpusOf(instanceClass: string): number | undefined {
  const size = /^db\.[a-z0-9]+\.(?:(micro|small|medium|large)|(\d*)xlarge)$/.exec(instanceClass);
  if (!size) return undefined;
  return size[1] !== undefined ? 2 : 4 * (size[2] === "" ? 1 : Number(size[2]));
}
