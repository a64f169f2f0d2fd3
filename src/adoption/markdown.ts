import { code } from "../review/markdown";
import { redact } from "../review/redact";
import { differenceText } from "../review/text";
import {
  type Adoption,
  changedInPlace,
  countsByType,
  createdByReason,
  remainingByReason,
  secretsOf,
  verdict,
} from "./adoption";

/** An adoption as a page of Markdown. */
export function markdown(result: Adoption): string {
  const { environment, source, refusals, outcomes } = result;
  const changed = new Map(
    changedInPlace(result).map(({ change }) => [change.address, change.differences.map(differenceText)]),
  );
  const imports = outcomes.flatMap((outcome) =>
    outcome.kind === "import" ? [[outcome.address, outcome.id, outcome.found.label]] : [],
  );
  const parts = [
    `## ${code(environment)} from ${code(source.title)}`,
    `${verdict(result)}.`,
    list("Refused", new Map(refusals.map(({ address, why }) => [address, [why]]))),
    table(
      ["type", "imported", "changed", "created", `left to ${source.tool}`],
      countsByType(result).map((row) => [code(row.type), row.imported, row.changed, row.created, row.remaining]),
    ),
    list("Changed in place", changed),
    list("Created", createdByReason(result)),
    list(`Left to ${source.tool}`, remainingByReason(result)),
    ignored(result),
    folded(
      "Imported",
      imports.length,
      table(
        ["address", "id", "there"],
        imports.map((row) => row.map(code)),
      ),
    ),
  ];
  return redact(`${parts.filter((part) => part !== "").join("\n\n")}\n`, secretsOf(result));
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  if (rows.length === 0) return "";
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;
  const isNumber = (column: number): boolean => typeof rows[0]?.[column] === "number";
  return [line(head), line(head.map((_, column) => (isNumber(column) ? "---:" : "---"))), ...rows.map(line)].join("\n");
}

function list(title: string, groups: ReadonlyMap<string, readonly string[]>): string {
  if (groups.size === 0) return "";
  const items = [...groups].flatMap(([head, items]) => [
    `- ${code(head)}`,
    ...items.map((item) => `  - ${code(item)}`),
  ]);
  return [`### ${title}`, "", ...items].join("\n");
}

function ignored({ source }: Adoption): string {
  const kinds = Object.entries(source.ignored).map(([kind, count]) => `${count} ${kind}`);
  return kinds.length === 0 ? "" : `In the export, and nothing to adopt: ${kinds.join(", ")}.`;
}

function folded(title: string, count: number, text: string): string {
  return count === 0 ? "" : `<details><summary><b>${title}</b> (${count})</summary>\n\n${text}\n\n</details>`;
}
