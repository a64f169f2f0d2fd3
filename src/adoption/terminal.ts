import Table from "cli-table3";

import { visible } from "../markdown/visible";
import { redact } from "../review/redact";
import {
  type Adoption,
  changedInPlace,
  countsByType,
  createdByReason,
  ignoredText,
  recordedText,
  remainingByReason,
  secretsOf,
  verdict,
} from "./adoption";

/** An adoption for a terminal. */
export function terminalText(result: Adoption): string {
  const { environment, source, refusals } = result;
  const sections = [
    `${environment} from ${source.title}: ${verdict(result)}`,
    counts(result),
    listed("changed in place", changedInPlace(result)),
    recordedText(result),
    listed("created", createdByReason(result)),
    listed(`left to ${source.tool}`, remainingByReason(result)),
    ignoredText(result),
    listed("REFUSED", new Map(refusals.map(({ address, why }) => [address, [why]]))),
  ];
  return visible(redact(sections.filter((section) => section !== "").join("\n\n"), secretsOf(result)), "\n");
}

function counts(result: Adoption): string {
  const table = new Table({
    head: ["type", "imported", "changed", "created", `left to ${result.source.tool}`],
    style: { head: [], border: [], compact: true },
    colAligns: ["left", "right", "right", "right", "right"],
  });
  for (const { type, imported, changed, created, remaining } of countsByType(result))
    table.push([type, imported, changed, created, remaining]);
  return table.toString();
}

function listed(title: string, groups: ReadonlyMap<string, readonly string[]>): string {
  if (groups.size === 0) return "";
  const lines = [...groups].flatMap(([head, items]) => [`  ${head}`, ...items.map((item) => `      ${item}`)]);
  return [`${title}:`, ...lines].join("\n");
}
