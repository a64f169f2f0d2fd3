import { itemsOf } from "./component";
import type { Facts } from "./facts";

/** A setting whose live value differs from the configuration. */
export interface Difference {
  readonly subject: string;
  /** In Terraform's words. */
  readonly setting: string;
  readonly declared: string;
  readonly live: string;
}

/** The drift that can be told from what a report reads anyway; a plan finds the rest. */
export function driftOf(facts: Facts): Difference[] {
  return [...retention(facts), ...databases(facts), ...policies(facts)];
}

function retention({ logGroups }: Facts): Difference[] {
  return itemsOf(logGroups).flatMap(({ name, retentionDays, live }) =>
    live ? difference(name, "retention_in_days", retentionDays, live.retentionDays) : [],
  );
}

function databases(facts: Facts): Difference[] {
  return itemsOf(facts.databases).flatMap(({ name, declared, live }) =>
    declared && live
      ? [
          ...difference(name, "instance_class", declared.instanceClass, live.instanceClass),
          ...difference(name, "backup_retention_period", declared.backupRetentionDays, live.backupRetentionDays),
          ...difference(name, "multi_az", declared.multiAz, live.multiAz),
          ...difference(name, "deletion_protection", declared.deletionProtection, live.deletionProtection),
        ]
      : [],
  );
}

function policies({ roles }: Facts): Difference[] {
  return itemsOf(roles).flatMap(({ name, policies: declared, live }) =>
    live ? difference(name, "policies", declared.toSorted().join(", "), live.policies.toSorted().join(", ")) : [],
  );
}

function difference<T extends string | number | boolean | undefined>(
  subject: string,
  setting: string,
  declared: T,
  live: T,
): Difference[] {
  const shown = (value: T): string => (value === undefined || value === "" ? "–" : String(value));
  return declared === live ? [] : [{ subject, setting, declared: shown(declared), live: shown(live) }];
}
