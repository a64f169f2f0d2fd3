import { code } from "../markdown/literal";
import { markdownTable } from "../documentation/markdown-table";
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

/** An adoption as a page of Markdown. */
export function markdown(result: Adoption): string {
  const { environment, source, refusals, outcomes } = result;
  const imports = outcomes.flatMap((outcome) =>
    outcome.kind === "import" ? [[outcome.address, outcome.id, outcome.found.label]] : [],
  );
  const parts = [
    `## ${code(environment)} from ${code(source.title)}`,
    `${verdict(result)}.`,
    list("Refused", new Map(refusals.map(({ address, why }) => [address, [why]]))),
    countsTable(result),
    list("Changed in place", changedInPlace(result)),
    sentence(recordedText(result)),
    list("Created", createdByReason(result)),
    list(`Left to ${source.tool}`, remainingByReason(result)),
    sentence(ignoredText(result)),
    folded(
      "Imported",
      imports.length,
      markdownTable(
        ["address", "id", "there"],
        imports.map((row) => row.map(code)),
      ),
    ),
  ];
  return redact(`${parts.filter((part) => part !== "").join("\n\n")}\n`, secretsOf(result));
}

function countsTable(result: Adoption): string {
  const amounts = ["imported", "changed", "created", `left to ${result.source.tool}`];
  const rows = countsByType(result).map(({ type, imported, changed, created, remaining }) => [
    code(type),
    ...[imported, changed, created, remaining].map(String),
  ]);
  return markdownTable(["type", ...amounts], rows, amounts);
}

function list(title: string, groups: ReadonlyMap<string, readonly string[]>): string {
  if (groups.size === 0) return "";
  const items = [...groups].flatMap(([head, items]) => [
    `- ${code(head)}`,
    ...items.map((item) => `  - ${code(item)}`),
  ]);
  return [`### ${title}`, "", ...items].join("\n");
}

function sentence(text: string): string {
  return text === "" ? "" : `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}

function folded(title: string, count: number, text: string): string {
  return count === 0 ? "" : `<details><summary><b>${title}</b> (${count})</summary>\n\n${text}\n\n</details>`;
}
