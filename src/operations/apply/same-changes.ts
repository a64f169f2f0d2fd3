import { isDeepStrictEqual } from "node:util";

import type { Plan, PlannedChange } from "../../review/plan";
import { isRecord } from "../../terraform-json/record";

/**
 * Addresses, and outputs, that one plan changes in another way than the other, or not at all. What both leave as it is does
 * not count: a refresh reads values that differ from minute to minute.
 */
export function differingChanges(reviewed: Plan, current: Plan): string[] {
  const [before, after] = [changesOf(reviewed), changesOf(current)];
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((address) => !isDeepStrictEqual(before.get(address), after.get(address)))
    .sort();
}

function changesOf({ resource_changes: resources, output_changes: outputs }: Plan): ReadonlyMap<string, unknown> {
  return new Map([
    ...resources
      .filter(({ mode, change, ...resource }) => mode === "managed" && (changes(change) || isMoved(resource)))
      .map((resource) => [nameOf(resource), effectOf(resource)] as const),
    ...Object.entries(outputs)
      .filter(([, output]) => changes(output))
      .map(
        ([name, { actions, after, after_unknown: unknown }]) =>
          [`output.${name}`, { actions, after, unknown }] as const,
      ),
  ]);
}

function changes({ actions }: { readonly actions: readonly string[] }): boolean {
  return actions.join() !== "no-op";
}

function isMoved({
  address,
  previous_address: previous,
}: Pick<PlannedChange, "address" | "previous_address">): boolean {
  return previous !== undefined && previous !== address;
}

function nameOf({ address, deposed }: PlannedChange): string {
  return deposed === undefined ? address : `${address} (deposed ${deposed})`;
}

function effectOf({ previous_address: previous, change }: PlannedChange): unknown {
  const { actions, importing, before, after, after_unknown: unknown } = change;
  const unknowns = isRecord(unknown) ? unknown : {};
  const keys = new Set([...Object.keys(after ?? {}), ...Object.keys(unknowns)]);
  const attributes = [...keys]
    .map((key) => [key, { from: before?.[key], to: after?.[key], unknown: unknowns[key] }] as const)
    .filter(([, { from, to, unknown: hidden }]) => hidden !== undefined || !isDeepStrictEqual(from, to));
  return { actions, previous, importing: importing ?? undefined, attributes: Object.fromEntries(attributes) };
}
