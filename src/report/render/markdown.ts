import { code, fence, plain } from "../../markdown/literal";
import type { Cell, Report, Section, Severity, Table, Tone, Verdict } from "../model";
import type { Words } from "../words/words";
import { visible } from "./escape";

const signOfTone: Readonly<Record<Tone, string>> = { good: "🟢", warning: "🟡", critical: "🔴", quiet: "⚪" };
const signOfSeverity: Readonly<Record<Severity, string>> = { critical: "🔴", warning: "🟡", info: "⚪" };
const signOfVerdict: Readonly<Record<Verdict, string>> = {
  absent: "⚪",
  deploying: "🔵",
  critical: "🔴",
  attention: "🟡",
  well: "🟢",
};

/** A report as Markdown, for a repository, a ticket or a comment. */
export function markdown(report: Report, words: Words): string {
  const { headings, facts } = words;
  const { accountId, region, readAt, dashboard, effort } = report;
  return [
    `# ${plain(visible(report.environment))}: ${headings.report}`,
    `${signOfVerdict[report.verdict]} **${words.verdicts[report.verdict]}**`,
    [
      `${facts.account} ${code(accountId)}`,
      `${facts.region} ${code(region)}`,
      `${facts.readAt} ${words.time(readAt)}`,
    ].join(" · "),
    `## ${headings.summary}`,
    report.summary.map((line) => `- ${plain(visible(line))}`).join("\n"),
    `## ${headings.pending}`,
    pendingText(report, words),
    `## ${headings.totals}`,
    tableText(report.totals),
    ...report.sections.map(sectionText),
    `## ${headings.commands}`,
    tableText({
      columns: words.commandColumns,
      rows: report.commands.map(({ text, command }) => [
        { kind: "text", text },
        { kind: "code", text: command },
      ]),
    }),
    ...(dashboard === undefined ? [] : [`${facts.dashboard}: ${code(visible(dashboard))}`]),
    `---`,
    words.effort(effort.calls, effort.repeated, effort.seconds),
  ]
    .join("\n\n")
    .concat("\n");
}

function pendingText({ pending }: Report, words: Words): string {
  if (pending.length === 0) return words.nothingPending;
  return pending
    .map(({ severity, subject, text, command }, index) =>
      [
        `${index + 1}. ${signOfSeverity[severity]} **${words.severities[severity]}** ${code(visible(subject))}: ${plain(visible(text))}`,
        ...fence(command)
          .split("\n")
          .map((line) => `   ${line}`),
      ].join("\n"),
    )
    .join("\n");
}

function sectionText({ title, state, content }: Section): string {
  const inside = content.kind === "table" ? tableText(content.table) : plain(visible(content.text));
  return `## ${title}\n\n${signOfTone[state.tone]} ${plain(state.text)}\n\n${inside}`;
}

function tableText({ columns, rows }: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const isNumber = (column: number): boolean => rows.some((row) => row[column]?.kind === "number");
  return [
    line(columns.map((column) => (column === "" ? " " : plain(column)))),
    line(columns.map((_, column) => (isNumber(column) ? "---:" : "---"))),
    ...rows.map((row) => line(row.map(cellText))),
  ].join("\n");
}

function cellText(cell: Cell): string {
  const text = visible(cell.text);
  if (cell.kind === "code") return code(text);
  return cell.kind === "status" ? `${signOfTone[cell.tone]} ${plain(text)}` : plain(text);
}
