import { dollars } from "../../cost/amounts";
import { idlePrice } from "../../cost/idle";
import { listPrices } from "../cost/list-prices";
import type { Body } from "../../terraform-json/body";
import type { Arn } from "../../recovery/arn";
import { backupsMayNeed, deletionOf, typeOf, typesOf, unmanagedAmong } from "../../recovery/unmanaged";
import { command } from "../../report/commands";
import type { UnmanagedFact } from "../../report/facts";
import type { ClientIn } from "../aws/client";
import type { DeployedStack } from "../report/deployed-stack";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { idsIn } from "./find-lost";
import { stillThere } from "./still-there";
import type { Tagged } from "./tagged";

/** How many addresses a line names. */
const named = 5;

/**
 * The resources with the environment's tags that are not in its state, but for what services make or keep on purpose, and what
 * the configuration leaves in AWS.
 *
 * @param tagged all that carries the tags
 */
export async function unmanagedResources(
  deployed: DeployedStack,
  tagged: readonly Tagged[],
  clientIn: ClientIn,
): Promise<UnmanagedFact[]> {
  const arns = tagged.map(({ arn }) => arn);
  const found = await Promise.all(
    unmanagedAmong(arns, idsIn(deployed.state), forgottenTypes(deployed.stack)).map(async (arn) => {
      const body = await stillThere(arn, clientIn);
      return body ? [factOf(deployed, arn, body)] : [];
    }),
  );
  return found.flat().toSorted((one, other) => (one.arn < other.arn ? -1 : 1));
}

function factOf({ stack, missing }: DeployedStack, arn: Arn, body: Body): UnmanagedFact {
  const type = typeOf(arn);
  const region = arn.region || stack.region;
  const monthly = type === undefined ? undefined : idlePrice({ type, region, body }, listPrices);
  const mayBe = missing.filter((address) => typesOf(arn).has(address.split(".")[0] ?? ""));
  // A command for what the next deploy needs would be followed before it.
  const words = mayBe.length > 0 ? undefined : deletionOf(arn);
  const deletion = words && command("aws", ...words);
  return { arn: arn.arn, monthly, deletion, backupsMayNeedIt: backupsMayNeed(arn), mayBe };
}

/** The types of what the configuration has Terraform forget instead of destroy (`environments/retained.json`). */
function forgottenTypes({ json }: SynthesizedStack): ReadonlySet<string> {
  return new Set((json.removed ?? []).map(({ from }) => from.split(".")[0] ?? ""));
}

/** What an operator is told of them; each command on a line of its own, to be copied. */
export function unmanagedLines(name: string, found: readonly UnmanagedFact[]): string {
  return [
    `Resources that carry the tags of ${name}, and are not in its state:`,
    ...found.flatMap((fact) => [
      `  ${fact.arn}, ${fact.monthly === undefined ? "not priced" : `${dollars(fact.monthly)} dollars a month`}`,
      `    ${adviceOf(fact)}`,
    ]),
    "Nothing of them was changed. Look at each before you delete it.",
  ].join("\n");
}

function adviceOf({ deletion, backupsMayNeedIt, mayBe }: UnmanagedFact): string {
  if (mayBe.length > 0)
    return `may be ${mayBe.slice(0, named).join(" or ")}${mayBe.length > named ? " or …" : ""}, which the state lacks, too`;
  if (backupsMayNeedIt) return "backups may need it: look at it in the console";
  return deletion ?? "no single command deletes it: use the console";
}
