import { dollars } from "../../cost/amounts";
import { idlePrice } from "../../cost/idle";
import { listPrices } from "../../cost/prices";
import { command } from "../../report/commands";
import type { UnmanagedFact } from "../../report/facts";
import type { Arn } from "../../recovery/arn";
import { deletionOf, typeOf, unmanagedAmong } from "../../recovery/unmanaged";
import type { Body } from "../../cost/resource";
import type { SynthesizedStack } from "../synthesis/synthesized-stack";
import type { State } from "../terraform/terraform";
import { idsIn } from "./find-lost";
import { stillThere } from "./still-there";
import type { Tagged } from "./tagged";

/**
 * The resources with the environment's tags that are not in its state, but for what services make or keep on purpose, and what
 * the configuration leaves in AWS.
 *
 * @param tagged all that carries the tags
 */
export async function unmanagedResources(
  stack: SynthesizedStack,
  state: State | undefined,
  tagged: readonly Tagged[],
): Promise<UnmanagedFact[]> {
  const arns = tagged.map(({ arn }) => arn);
  const found = await Promise.all(
    unmanagedAmong(arns, idsIn(state), forgottenTypes(stack)).map(async (arn) => {
      const body = await stillThere(arn);
      return body ? [factOf(stack, arn, body)] : [];
    }),
  );
  return found.flat().toSorted((one, other) => (one.arn < other.arn ? -1 : 1));
}

function factOf(stack: SynthesizedStack, arn: Arn, body: Body): UnmanagedFact {
  const type = typeOf(arn);
  const region = arn.region || stack.region;
  const monthly = type === undefined ? undefined : idlePrice({ address: arn.arn, type, region, body }, listPrices);
  const words = deletionOf(arn);
  return { arn: arn.arn, monthly, deletion: words && command("aws", ...words) };
}

/** The types of what the configuration has Terraform forget instead of destroy (`environments/retained.json`). */
function forgottenTypes({ json }: SynthesizedStack): ReadonlySet<string> {
  return new Set((json.removed ?? []).map(({ from }) => from.split(".")[0] ?? ""));
}

/** What an operator is told of them; each command on a line of its own, to be copied. */
export function unmanagedLines(name: string, found: readonly UnmanagedFact[]): string {
  return [
    `Resources that carry the tags of ${name}, and are neither in its state nor in its configuration:`,
    ...found.flatMap(({ arn, monthly, deletion }) => [
      `  ${arn}, ${monthly === undefined ? "not priced" : `${dollars(monthly)} dollars a month`}`,
      `    ${deletion ?? "no single command deletes it: use the console"}`,
    ]),
    "Nothing of them was changed. Look at each before you delete it.",
  ].join("\n");
}
