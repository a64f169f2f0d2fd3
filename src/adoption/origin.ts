import { arnPart } from "./candidates";
import { type Export, ExportError } from "./exported-resource";
import type { Stack } from "./stack";

/**
 * Whether an export can be of what a stack describes.
 *
 * @throws ExportError when nothing in it is in the stack's account, or in its region
 */
export function checkOrigin({ title, found }: Export, name: string, stack: Pick<Stack, "account" | "region">): void {
  if (found.length === 0) throw new ExportError(`The export is of ${title}, and no resource is in it.`);
  const accounts = counted(found.map((one) => arnPart(one, 4)));
  if (accounts.size > 0 && !accounts.has(stack.account)) {
    throw new ExportError(
      `The export is of ${title}, which is in account ${listed(accounts)}; ${name} belongs to account ${stack.account}.`,
    );
  }
  const regions = counted(found.map((one) => arnPart(one, 3)));
  if (regions.size > 0 && !regions.has(stack.region)) {
    throw new ExportError(`The export is of ${title}, which is in ${listed(regions)}; ${name} is in ${stack.region}.`);
  }
}

function counted(values: readonly (string | undefined)[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function listed(counts: ReadonlyMap<string, number>): string {
  return [...counts]
    .map(([value]) => value)
    .sort()
    .join(" and ");
}
