import { kinds } from "../resources";
import type { IgnoredAttribute as Ignored, Owner } from "../resources/kind";

export interface IgnoredAttribute extends Ignored {
  readonly resourceType: string;
}

/** Everything that Terraform sets once and then leaves alone, and who changes it instead. */
export const ignoredAttributes: readonly IgnoredAttribute[] = Object.entries(kinds).flatMap(([resourceType, kind]) =>
  kind.ignored.map((row) => ({ resourceType, ...row })),
);

/** What a resource ignores, given who changes it beside Terraform; in Terraform's own spelling. */
export function ignoredBy(resourceType: string, owners: readonly Owner[]): string[] {
  const rows = ignoredAttributes.filter((row) => row.resourceType === resourceType && owners.includes(row.owner));
  return [...new Set(rows.map(({ attribute }) => attribute))];
}

type Body = Readonly<Record<string, unknown>>;

/** What the `lifecycle` of a resource in Terraform's JSON ignores. */
export function ignoredIn({ lifecycle }: Body): readonly string[] {
  return (lifecycle as { readonly ignore_changes?: readonly string[] } | undefined)?.ignore_changes ?? [];
}

/** Whether a resource in Terraform's JSON leaves an attribute to this owner. */
export function isLeftTo(
  { resourceType, attribute, deploymentController }: IgnoredAttribute,
  { type, body }: { readonly type: string; readonly body: Body },
): boolean {
  if (type !== resourceType || !ignoredIn(body).includes(attribute)) return false;
  const controller = body.deployment_controller as { readonly type?: string } | undefined;
  return deploymentController === undefined || controller?.type === deploymentController;
}
