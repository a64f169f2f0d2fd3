/**
 * What happens to a stateful resource when it leaves the configuration: it is kept and Terraform refuses
 * (`retain`), or it goes without a trace (`delete`).
 */
export type OnDestroy = "retain" | "delete";

/** Makes Terraform refuse every plan that would destroy or replace the resource, where data is to be retained. */
export function retention(onDestroy: OnDestroy): { readonly preventDestroy: boolean } {
  return { preventDestroy: onDestroy === "retain" };
}

/** Days in which a deleted key, secret or the like can be called back: AWS's longest, or its shortest. */
export function recoveryWindowDays(
  onDestroy: OnDestroy,
  bounds: { readonly shortest: number; readonly longest: number },
): number {
  return onDestroy === "retain" ? bounds.longest : bounds.shortest;
}
