import { isDeepStrictEqual } from "node:util";

/** The part of `terraform show -json` of a plan that is looked at here. */
export interface PlanJson {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly type: string;
    readonly change: {
      readonly actions: readonly string[];
      readonly before: Readonly<Record<string, unknown>> | null;
      readonly after: Readonly<Record<string, unknown>> | null;
      readonly after_unknown?: Readonly<Record<string, unknown>>;
    };
  }[];
  readonly output_changes?: Readonly<Record<string, { readonly actions: readonly string[] }>>;
}

/** One line for each thing that a plan would change; empty for an empty plan. */
export function planDifferences(plan: PlanJson): string[] {
  const resources = (plan.resource_changes ?? [])
    .filter(({ change }) => !change.actions.every((action) => action === "no-op" || action === "read"))
    .map(
      ({ address, change }) => `${change.actions.join(" and ")} ${address}: ${changedAttributes(change).join(", ")}`,
    );
  const outputs = Object.entries(plan.output_changes ?? {})
    .filter(([, { actions }]) => actions.join() !== "no-op")
    .map(([name, { actions }]) => `${actions.join(" and ")} output ${name}`);
  return [...resources, ...outputs];
}

type Change = NonNullable<PlanJson["resource_changes"]>[number]["change"];

function changedAttributes({ before, after, after_unknown: unknown }: Change): string[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {}), ...Object.keys(unknown ?? {})]);
  return [...names]
    .filter((name) => unknown?.[name] === true || !isDeepStrictEqual(before?.[name], after?.[name]))
    .sort();
}
