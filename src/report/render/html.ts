import type { Cell, Pending, Report, Section, Severity, Table, Tone } from "../model";
import type { Words } from "../words/words";
import { escaped } from "./escape";
import { style } from "./style";

/** A report as one page that needs nothing else: no script, no file beside it, no network. */
export function html(report: Report, words: Words): string {
  const { headings, facts } = words;
  const sections = report.sections.filter(({ content }) => content.kind === "note" || content.table.rows.length > 0);
  const meta = [
    [facts.account, report.accountId],
    [facts.region, report.region],
    [facts.readAt, words.time(report.readAt)],
  ] as const;
  return `<!doctype html>
<html lang="${escaped(words.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<link rel="icon" href="data:,">
<title>${escaped(`${report.environment}: ${headings.report}`)}</title>
<style>${style}</style>
</head>
<body>
<header class="top">
<p class="kind">${escaped(headings.report)}</p>
<h1>${escaped(report.environment)}</h1>
<p class="verdict ${report.verdict}">${escaped(words.verdicts[report.verdict])}</p>
<dl class="meta">${meta.map(([term, value]) => `<div><dt>${escaped(term)}</dt><dd>${escaped(value)}</dd></div>`).join("")}</dl>
</header>
<main>
<ul class="figures" aria-label="${escaped(headings.summary)}">${report.figures
    .map(({ label, value, tone }) => `<li class="${tone}"><b>${escaped(value)}</b> <span>${escaped(label)}</span></li>`)
    .join("")}</ul>
${contentsHtml(report, sections, words)}
${block("summary", headings.summary, `<ul class="plain">${report.summary.map((line) => `<li>${escaped(line)}</li>`).join("")}</ul>`)}
${block("pending", headings.pending, pendingHtml(report.pending, words))}
${sections.map((section) => sectionHtml(section, words)).join("\n")}
${folded("totals", `<h2>${escaped(headings.totals)}</h2>`, tableHtml(report.totals, headings.totals, "narrow"))}
${folded("commands", `<h2>${escaped(headings.commands)}</h2>`, commandsHtml(report))}
</main>
<footer><p>${escaped(words.effort(report.effort.calls, report.effort.repeated, report.effort.seconds))}</p></footer>
</body>
</html>
`;
}

/** Links to every section, each with its state, so that a reader sees where to look before reading anything. */
function contentsHtml({ pending }: Report, sections: readonly Section[], { headings }: Words): string {
  const link = (id: string, title: string, tone: Tone, state: string): string =>
    `<li><a class="${tone}" href="#${escaped(id)}">${escaped(title)}${state === "" ? "" : ` <span class="state">${escaped(state)}</span>`}</a></li>`;
  const links = [
    link("pending", headings.pending, toneOf(pending[0]?.severity), String(pending.length)),
    ...sections.map(({ id, title, state }) => link(id, title, state.tone, state.text)),
    link("totals", headings.totals, "quiet", ""),
    link("commands", headings.commands, "quiet", ""),
  ];
  return `<nav aria-label="${escaped(headings.contents)}"><ul>${links.join("")}</ul></nav>`;
}

function toneOf(severity: Severity | undefined): Tone {
  if (severity === undefined) return "good";
  return severity === "info" ? "quiet" : severity;
}

function block(id: string, title: string, content: string): string {
  return `<section id="${escaped(id)}"><h2>${escaped(title)}</h2>${content}</section>`;
}

/** The anchor is inside, since a browser opens what a link leads into. */
function folded(id: string, summary: string, content: string, tone: Tone = "quiet"): string {
  const open = tone === "critical" || tone === "warning" ? " open" : "";
  return `<details class="section ${tone}"${open}><summary>${summary}</summary><div id="${escaped(id)}">${content}</div></details>`;
}

function sectionHtml({ id, title, state, content }: Section, words: Words): string {
  const heading = `<h2>${escaped(title)}</h2> <span class="pill ${state.tone}">${escaped(state.text)}</span>`;
  const inside =
    content.kind === "table" ? foldedTable(content.table, title, words) : `<p>${escaped(content.text)}</p>`;
  return folded(id, heading, inside, state.tone);
}

/** Fewer rows than this are not worth a click. */
const fewestFolded = 4;

/** A table with its rows without anything pending folded, so that the others are not lost among them. */
function foldedTable(table: Table, caption: string, words: Words): string {
  const { columns, rows, withPending = rows.length } = table;
  const others = rows.slice(withPending);
  if (withPending === 0 || others.length < fewestFolded) return tableHtml(table, caption);
  const title = words.withoutPending(others.length);
  const first = tableHtml({ columns, rows: rows.slice(0, withPending) }, caption);
  return first + furtherHtml(title, tableHtml({ columns, rows: others }, title));
}

function furtherHtml(title: string, content: string): string {
  return `<details class="others"><summary>${escaped(title)}</summary>${content}</details>`;
}

function pendingHtml(pending: readonly Pending[], words: Words): string {
  if (pending.length === 0) return `<p>${escaped(words.nothingPending)}</p>`;
  const urgent = pending.filter(({ severity }) => severity !== "info");
  const informing = pending.filter(({ severity }) => severity === "info");
  return [
    ...(urgent.length === 0 ? [] : [pendingList(urgent, words)]),
    ...(informing.length === 0
      ? []
      : [furtherHtml(words.forInformation(informing.length), pendingList(informing, words))]),
  ].join("");
}

function pendingList(pending: readonly Pending[], words: Words): string {
  const items = pending.map(
    ({ severity, subject, text, command }) =>
      `<li class="${severity}"><p><span class="pill ${toneOf(severity)}">${escaped(words.severities[severity])}</span> <strong>${escaped(subject)}</strong></p><p>${escaped(text)}</p><pre><code>${escaped(command)}</code></pre></li>`,
  );
  return `<ol class="pending">${items.join("")}</ol>`;
}

function commandsHtml({ commands, dashboard }: Report): string {
  const link = dashboard?.startsWith("https://")
    ? `<p><a href="${escaped(dashboard)}" rel="noreferrer">CloudWatch</a></p>`
    : "";
  const items = commands.map(
    ({ text, command }) => `<div><dt>${escaped(text)}</dt><dd><code>${escaped(command)}</code></dd></div>`,
  );
  return `${link}<dl class="commands">${items.join("")}</dl>`;
}

/** On a narrow page each row becomes a card, in which every cell says what it is; the roles keep it a table. */
function tableHtml({ columns, rows }: Table, caption: string, kind: "wide" | "narrow" = "wide"): string {
  const head = columns.map((column) => `<th role="columnheader" scope="col">${escaped(column)}</th>`).join("");
  const body = rows.map(
    (row) => `<tr role="row">${row.map((cell, index) => cellHtml(cell, columns[index] ?? "")).join("")}</tr>`,
  );
  return `<table role="table" class="${kind}"><caption>${escaped(caption)}</caption><thead role="rowgroup"><tr role="row">${head}</tr></thead><tbody role="rowgroup">${body.join("")}</tbody></table>`;
}

function cellHtml(cell: Cell, column: string): string {
  const label = ` data-label="${escaped(column)}"`;
  switch (cell.kind) {
    case "code":
      return `<td role="cell"${label}><code>${escaped(cell.text)}</code></td>`;
    case "number":
      return `<td role="cell" class="number"${label}>${escaped(cell.text)}</td>`;
    case "status":
      return `<td role="cell"${label}><span class="pill ${cell.tone}">${escaped(cell.text)}</span></td>`;
    case "text":
      return `<td role="cell"${label}><span>${escaped(cell.text)}</span></td>`;
  }
}
