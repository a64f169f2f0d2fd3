import type { Collision } from "../collisions";
import { type Finding, finding, type Rule } from "../finding";

/** A name, a number or the like that something else still has when this is applied. */
export const collisions: Rule = ({ address, action }, { collisions: all }) =>
  action === "delete" || action === "no-op" ? [] : (all.get(address) ?? []).map(findingOf);

const fates: Readonly<Record<Collision["fate"], string>> = {
  stays: "keeps it",
  changes: "gives it up in the same apply",
  goes: "is destroyed in the same apply",
};

function findingOf(collision: Collision): Finding {
  const { unique, text, holder, holderAddress, fate } = collision;
  const title = `cannot have the ${unique.noun} ${text} yet: ${holder ?? "the one that it replaces"} still has it`;
  const why =
    unique.second === "the same"
      ? "AWS makes no second one with it: both are one there, and what becomes of the other one becomes of this one, too."
      : fate === "stays"
        ? "AWS takes it only once, so the apply fails half-way."
        : "AWS takes it only once, and Terraform does not wait until it is free: the apply fails half-way.";
  return finding("blocks", title, { changes: [`${holderAddress} ${fates[fate]}`], why, todo: wayOut(collision) });
}

function wayOut({ unique: { noun }, holder, fate }: Collision): string {
  if (holder === undefined) return `Give the new one another ${noun}, or take back what forces the replacement.`;
  if (fate === "stays") return `Choose another ${noun}.`;
  if (fate === "changes")
    return `Make it two deploys: in the first one of both gets a ${noun} that is free, in the second the one that it shall have.`;
  return `Make it two deploys: in the first the other one goes, in the second this one comes; or choose another ${noun}. A construct that was only moved needs a moved block instead.`;
}
