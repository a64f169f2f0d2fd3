import type { SynthesizedStack } from "../synth/synthesized-stack";
import type { Block } from "../../terraform-json/block";
import { type Check, type Finding, missing, ok } from "./check";
import { toBeCreated } from "./planned";
import { type Taken, nameLookups } from "./taken-names";

export const names: Check = {
  title: "names",
  needs: ["credentials", "state"],
  otherwise: "names are taken",
  run: async ({ stack, state }) => {
    const wanted = namesToCome(stack, toBeCreated(stack, await state()));
    const taken = await Promise.all(
      [...wanted].map(async ([type, named]) => {
        const found = await nameLookups[type]?.find([...named.keys()], stack.region);
        return [...(found ?? [])].map(([name, what]) => judgeTaken(stack, type, named.get(name) ?? "", name, what));
      }),
    );
    const findings = taken.flat();
    const count = [...wanted.values()].reduce((sum, { size }) => sum + size, 0);
    return findings.length > 0
      ? findings
      : [ok(count === 0 ? "nothing comes that needs one" : `all ${count} are free`)];
  },
};

/** By type, the names that are known before a deploy, each with the address that is to get it. */
export function namesToCome(
  stack: SynthesizedStack,
  creates: readonly Block[],
): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const byType = new Map<string, Map<string, string>>();
  for (const block of creates.filter(({ region }) => region === stack.region)) {
    const lookup = Object.hasOwn(nameLookups, block.type) ? nameLookups[block.type] : undefined;
    const name = lookup && stack.blocks.resolve(block.body[lookup.attribute]);
    if (typeof name !== "string" || name.includes("${")) continue;
    byType.set(block.type, (byType.get(block.type) ?? new Map<string, string>()).set(name, block.address));
  }
  return byType;
}

/** What a name that somebody else has means for a deploy. */
export function judgeTaken(
  { directory }: SynthesizedStack,
  type: string,
  address: string,
  name: string,
  taken: Taken,
): Finding {
  const thing = `the ${nameLookups[type]?.thing ?? type} ${name}`;
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
