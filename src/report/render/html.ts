import type { Cell, Pending, Report, Section, Table } from "../model";
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
${block("summary", headings.summary, `<ul class="plain">${report.summary.map((line) => `<li>${escaped(line)}</li>`).join("")}</ul>`)}
${block("pending", headings.pending, pendingHtml(report.pending, words))}
${block("totals", headings.totals, tableHtml(report.totals, headings.totals, "narrow"))}
<nav aria-label="${escaped(headings.contents)}"><ul>${sections
    .map(
      ({ id, title, state }) =>
        `<li><a href="#${escaped(id)}"><span class="dot ${state.tone}"></span>${escaped(title)}</a></li>`,
    )
    .join("")}</ul></nav>
${sections.map(sectionHtml).join("\n")}
${block("commands", headings.commands, commandsHtml(report))}
</main>
<footer><p>${escaped(words.effort(report.effort.calls, report.effort.repeated, report.effort.seconds))}</p></footer>
</body>
</html>
`;
}

function block(id: string, title: string, content: string): string {
  return `<section id="${escaped(id)}"><h2>${escaped(title)}</h2>${content}</section>`;
}

function sectionHtml({ id, title, state, content }: Section): string {
  const badge = `<span class="pill ${state.tone}">${escaped(state.text)}</span>`;
  const inside = content.kind === "table" ? tableHtml(content.table, title) : `<p>${escaped(content.text)}</p>`;
  return `<section id="${escaped(id)}"><h2>${escaped(title)} ${badge}</h2>${inside}</section>`;
}

function pendingHtml(pending: readonly Pending[], words: Words): string {
  if (pending.length === 0) return `<p>${escaped(words.nothingPending)}</p>`;
  const items = pending.map(
    ({ severity, subject, text, command }) =>
      `<li class="${severity}"><p><span class="pill ${severity === "info" ? "quiet" : severity}">${escaped(words.severities[severity])}</span> <strong>${escaped(subject)}</strong></p><p>${escaped(text)}</p><pre><code>${escaped(command)}</code></pre></li>`,
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
