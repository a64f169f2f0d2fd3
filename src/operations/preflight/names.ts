import { factsOf } from "../../resources/facts";
import { own } from "../../terraform-json/record";
import { isDenied } from "../aws/aws-error";
import type { Block } from "../../terraform-json/block";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { type Check, type Finding, missing, ok, warning } from "./check";
import { toBeCreated } from "./planned";
import { nameLookups } from "./taken-names";
import type { Taken } from "./taken-names/lookup";

export const names: Check = {
  title: "names",
  needs: ["credentials", "state"],
  otherwise: "names are taken",
  run: async ({ stack, state }) => {
    const wanted = namesToCome(stack, toBeCreated(stack, await state()));
    const findings = (await Promise.all(wanted.map((coming) => judgeComing(stack, coming)))).flat();
    const count = wanted.reduce((sum, { addresses }) => sum + addresses.size, 0);
    return findings.length > 0
      ? findings
      : [ok(count === 0 ? "nothing comes that needs one" : `all ${count} are free`)];
  },
};

/** The names of one type that a deploy needs in a region, each with the address that is to get it. */
export interface ComingNames {
  readonly type: string;
  readonly region: string;
  readonly addresses: ReadonlyMap<string, string>;
}

/** The attribute of a type whose value AWS takes once in a region, or in a network; `undefined` for a type without one. */
export function takenOnceBy(type: string): string | undefined {
  const unique = factsOf(type).unique?.find(({ of, ranges }) => of.length === 1 && !ranges);
  return unique?.of[0];
}

/** The names that are known before a deploy. */
export function namesToCome(stack: SynthesizedStack, creates: readonly Block[]): ComingNames[] {
  const coming = new Map<string, { type: string; region: string; addresses: Map<string, string> }>();
  for (const block of creates) {
    const { type, address, region } = block;
    const attribute = own(nameLookups, type) && takenOnceBy(type);
    const name = attribute === undefined ? undefined : stack.blocks.resolve(block.body[attribute]);
    if (typeof name !== "string" || name.includes("${")) continue;
    const ofType = coming.get(`${type} ${region}`) ?? { type, region, addresses: new Map<string, string>() };
    ofType.addresses.set(name, address);
    coming.set(`${type} ${region}`, ofType);
  }
  return [...coming.values()];
}

async function judgeComing(stack: SynthesizedStack, { type, region, addresses }: ComingNames): Promise<Finding[]> {
  try {
    const taken = (await own(nameLookups, type)?.([...addresses.keys()], region, stack)) ?? [];
    return [...taken].map(([name, what]) => judgeTaken(stack, type, addresses.get(name) ?? "", name, what));
  } catch (error) {
    if (!isDenied(error)) throw error;
    return [
      warning(
        `${factsOf(type).noun ?? type}: whether the name is free could not be asked, access is denied`,
        "Use credentials that may read it, then repeat.",
      ),
    ];
  }
}

/** What a name that is taken means for a deploy. */
export function judgeTaken(
  { directory }: SynthesizedStack,
  type: string,
  address: string,
  name: string,
  taken: Taken,
): Finding {
  const thing = `the ${factsOf(type).noun ?? type} ${name}`;
  if (taken.by === "another account")
    return missing(`${thing} belongs to another account`, "Choose another name in the environment's file.");
  const takeIn = `(cd ${directory} && terraform init && terraform import '${address}' '${taken.id}')`;
  return taken.by === "a deletion"
    ? missing(
        `${thing} is to be deleted, and keeps its name until then`,
        `aws secretsmanager restore-secret --secret-id ${name} && ${takeIn}`,
      )
    : missing(
        `${thing} exists already, and the state does not have it`,
        `Take it in, or choose another name:  ${takeIn}`,
      );
}
