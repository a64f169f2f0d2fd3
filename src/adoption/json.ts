import { visible } from "../markdown/visible";
import { redact } from "../review/redact";
import { type Adoption, changedInPlace, exitCodeOf, recordedOnly, secretsOf } from "./adoption";
import type { Outcome } from "./match";

/** An adoption for other programs: every resource of the stack, and every one of the export that is not among them. */
export function adoptionJson(result: Adoption): string {
  const { environment, source, outcomes, remaining, plan, refusals } = result;
  const text = JSON.stringify(
    {
      environment,
      source: { tool: source.tool, title: source.title, ignored: source.ignored },
      result: { 0: "nothing to do", 2: "changes", 3: "refused" }[exitCodeOf(result)],
      actions: plan.actions,
      resources: outcomes.map(resource),
      remaining: remaining.map(({ found, why }) => ({ label: found.label, type: found.foreignType, why })),
      changes: [...changedInPlace(result)].map(([address, differences]) => ({ address, differences })),
      recorded: recordedOnly(result),
      refusals,
    },
    undefined,
    2,
  );
  return `${visible(redact(text, secretsOf(result)), "\n")}\n`;
}

function resource(outcome: Outcome): unknown {
  const { kind, address } = outcome;
  if (kind === "ambiguous") return { address, kind, candidates: outcome.candidates.map(({ label }) => label).sort() };
  if (kind === "import") return { address, kind, id: outcome.id, label: outcome.found.label };
  return kind === "managed" ? { address, kind, label: outcome.found?.label } : { address, kind, why: outcome.why };
}
