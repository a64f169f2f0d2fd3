import type { Difference } from "../review/change";

/**
 * Arguments that only Terraform's provider knows: what to do on a destroy, or how to wait. An import cannot read them, so
 * the first apply puts them into the state, and changes nothing in AWS.
 */
const argumentsOfTerraform: ReadonlySet<string> = new Set([
  "allow_overwrite",
  "apply_immediately",
  "bypass_policy_lockout_safety_check",
  "delete_automated_backups",
  "deletion_window_in_days",
  "final_snapshot_identifier",
  "force_delete",
  "force_destroy",
  "force_detach_policies",
  "force_overwrite_replica_secret",
  "overwrite",
  "recovery_window_in_days",
  "revoke_rules_on_delete",
  "rotate_immediately",
  "skip_destroy",
  "skip_final_snapshot",
  "timeouts",
  "wait_for_deployment",
  "wait_for_steady_state",
]);

/** Whether a change happens in the state only. */
export function isTerraformOnly({ path }: Difference): boolean {
  return argumentsOfTerraform.has(path.split(".")[0] ?? "");
}
