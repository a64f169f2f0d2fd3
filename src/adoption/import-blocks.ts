import { literal } from "../terraform/literal";
import type { Outcome } from "./match";

/** The `import` blocks of what was recognized, as Terraform's JSON. */
export function importBlocks(outcomes: readonly Outcome[]): string {
  const imports = outcomes.flatMap((outcome) =>
    outcome.kind === "import" ? [{ to: outcome.address, id: literal(outcome.id) }] : [],
  );
  return `${JSON.stringify({ import: imports }, undefined, 2)}\n`;
}
