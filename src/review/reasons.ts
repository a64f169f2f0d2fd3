import type { ResourceChange } from "./change";

/** Why Terraform does what it does with a resource (Terraform's `action_reason`, "JSON Output Format"). */
const reasons: Readonly<Record<string, string>> = {
  replace_because_tainted: "tainted: an earlier apply failed while it created this one, or it was marked by hand",
  replace_because_cannot_update: "it cannot be updated in place",
  replace_by_request: "the plan was made with -replace",
  replace_by_triggers: "something in its replace_triggered_by changes",
  delete_because_no_resource_config: "it is no longer in the configuration",
  delete_because_no_module: "its module is no longer in the configuration",
  delete_because_no_move_target: "the target of its moved block is not in the configuration",
  delete_because_wrong_repetition: "its count or for_each was added or removed",
  delete_because_count_index: "its index is beyond its count",
  delete_because_each_key: "its key is no longer in its for_each",
  read_because_config_unknown: "its arguments are known only after apply",
  read_because_dependency_pending: "something that it depends on changes",
  read_because_check_nested: "it belongs to a check",
};

/**
 * Why a resource is replaced, destroyed or read, in one short clause; empty where the plan does not say.
 *
 * @param changes every change of the plan
 * @param triggers what each resource is replaced with: addresses, by address
 */
export function reasonText(
  { address, reason, forcing }: ResourceChange,
  changes: readonly ResourceChange[],
  triggers: ReadonlyMap<string, readonly string[]>,
): string {
  const forced = forcing.length === 0 ? "" : `it cannot be updated in place: ${forcing.join(", ")}`;
  if (reason === undefined || reason === "replace_because_cannot_update") {
    return forced === "" && reason !== undefined ? (reasons[reason] ?? "") : forced;
  }
  if (reason === "replace_by_triggers") {
    const named = triggers.get(withoutIndex(address)) ?? [];
    const changed = named.filter((trigger) => changes.some((change) => isOf(trigger, change)));
    if (changed.length > 0) return `${changed.join(", ")} changes, which its replace_triggered_by names`;
  }
  return Object.hasOwn(reasons, reason) ? (reasons[reason] ?? "") : reason.replaceAll("_", " ");
}

/** What to do about a replacement that no changed attribute forces; `undefined` where one does. */
export function wayOut({ reason, address }: ResourceChange): string | undefined {
  switch (reason) {
    case "replace_because_tainted":
      return `If it is complete and works, keep it: terraform untaint '${address}' in the stack's folder.`;
    case "replace_by_request":
      return "Plan without -replace if that is not meant.";
    case "replace_by_triggers":
      return "See that the change that triggers it is meant.";
    default:
      return undefined;
  }
}

function isOf(trigger: string, { address, action }: ResourceChange): boolean {
  return action !== "no-op" && withoutIndex(address) === trigger;
}

function withoutIndex(address: string): string {
  return address.replace(/\[.*\]$/, "");
}
