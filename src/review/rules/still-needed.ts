import type { Difference } from "../change";
import { type Finding, finding, type Rule, worst } from "../finding";
import type { User } from "../users";
import type { Use } from "../uses/use";

/** What goes while something else needs it. */
export const stillNeeded: Rule = ({ type, address, differences }, { users }) => {
  const all = users.get(address) ?? [];
  if (type === "aws_lb_target_group" && differences.some(isProtocol)) return []; // target-groups.ts judges it
  return [
    ...named(all.filter(({ when }) => when === "still")),
    ...(["rolled back to", "encrypted"] as const).flatMap((until) =>
      untilNow(
        until,
        all.filter(({ when, use }) => when === "until now" && use.until === until),
      ),
    ),
  ];
};

function isProtocol({ path, forcesReplacement }: Difference): boolean {
  return path === "protocol" && forcesReplacement;
}

function named(users: readonly User[]): Finding[] {
  if (users.length === 0) return [];
  return [
    finding(
      worst(users.map(({ use }) => finding(use.level, ""))),
      "is destroyed while another resource still refers to it",
      {
        changes: linesOf(users),
        why: "This plan does not change the resource that refers to it; a CodeDeploy service keeps its network and target groups until a deployment replaces them.",
        todo: "Change the reference first, and deploy that; for a CodeDeploy service, with the AppSpec of its pipeline's next deployment. Remove this afterwards.",
      },
    ),
  ];
}

const words: Readonly<Record<NonNullable<Use["until"]>, Omit<Finding, "changes">>> = {
  "rolled back to": {
    level: "dangerous",
    title: "is destroyed while the running revision still needs it",
    why: "Tasks of that revision run until the new one is steady: none of them can be replaced meanwhile, and a deployment that fails cannot go back.",
    todo: "Deploy the new revision first, and remove this with a later deploy, when nothing runs that needs it.",
  },
  encrypted: {
    level: "blocks",
    title: "is destroyed while it is needed to decrypt what it encrypted",
    why: "Another key encrypts what is written from now on; what is there already stays encrypted with this one.",
    todo: "Keep the key until all that it encrypted is gone, or was encrypted anew.",
  },
};

function untilNow(until: NonNullable<Use["until"]>, users: readonly User[]): Finding[] {
  return users.length === 0 ? [] : [{ ...words[until], changes: linesOf(users) }];
}

function linesOf(users: readonly User[]): string[] {
  const lines = users.map(
    ({ path: { part, detail }, use }) => `${[part, detail].filter(Boolean).join(" › ")}: ${use.then}`,
  );
  return [...new Set(lines)];
}
