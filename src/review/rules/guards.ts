import type { ResourceChange } from "../change";
import { finding, type Rule } from "../finding";

interface Guard {
  readonly consequence: string;
  /** What it guards, where that stands in other parts of the environment. @default the part that it belongs to */
  readonly guarded?: readonly string[];
}

const backedUp = ["aws_db_instance", "aws_efs_file_system", "aws_rds_cluster"];

/** Resources that are nothing but protection of others. */
const guards: Readonly<Record<string, Guard>> = {
  aws_backup_plan: { consequence: "backups are no longer made", guarded: backedUp },
  aws_backup_selection: { consequence: "what it selects is no longer backed up", guarded: backedUp },
  aws_backup_vault_lock_configuration: { consequence: "recovery points can be deleted" },
  aws_backup_vault_policy: { consequence: "recovery points can be deleted by more roles" },
  aws_efs_backup_policy: { consequence: "the files are no longer backed up" },
  aws_efs_file_system_policy: { consequence: "the files can be mounted without TLS" },
  aws_s3_bucket_ownership_controls: { consequence: "objects may belong to others" },
  aws_s3_bucket_policy: { consequence: "the bucket takes unencrypted connections" },
  aws_s3_bucket_public_access_block: { consequence: "the bucket can become public" },
  aws_s3_bucket_server_side_encryption_configuration: {
    consequence: "new objects are no longer encrypted with its key",
  },
  aws_s3_bucket_versioning: { consequence: "what is overwritten cannot be called back" },
  aws_wafv2_web_acl_association: { consequence: "requests reach the load balancer unchecked" },
  aws_wafv2_web_acl_logging_configuration: { consequence: "nobody sees what was blocked" },
};

/** A guard that goes, while what it guards may stay. */
export const guardRemoved: Rule = (change, { changes }) => {
  const guard = Object.hasOwn(guards, change.type) ? guards[change.type] : undefined;
  if (change.action !== "delete" || guard === undefined || guardedGoesToo(change, changes, guard.guarded)) return [];
  return [
    finding("blocks", "takes a protection away", {
      why: `Without it ${guard.consequence}.`,
      todo: "Put it back, or say in the pull request why it is no longer needed.",
    }),
  ];
};

/** Where everything that is guarded goes, its guards may go with it. */
export function guardedGoesToo(
  { words: { part } }: ResourceChange,
  changes: readonly ResourceChange[],
  types: readonly string[] = [],
): boolean {
  const named = changes.filter(({ type }) => types.includes(type));
  const guarded = named.length > 0 ? named : changes.filter(({ words }) => words.part === part);
  return guarded.every(({ action }) => action === "delete");
}
