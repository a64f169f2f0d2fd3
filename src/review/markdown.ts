import { code, fence, unlinked } from "../markdown/literal";
import { visible } from "../markdown/visible";
import type { Finding, Level } from "./finding";
import { levels } from "./finding";
import { diagram } from "./diagram";
import { ignoredText, ownerText } from "./ignored";
import type { Judged, Review } from "./review";
import { cut, differenceText, some, valueText } from "./text";
import { wordsOf } from "./words";

/** GitHub takes no longer comment; some room is left for what a workflow adds. */
const longestComment = 65_536 - 1_500;

const headings: Readonly<Record<Level, string>> = {
  blocks: "⛔ Blocks",
  dangerous: "🔴 Dangerous",
  look: "🟡 Have a look",
  routine: "⚪ Routine",
};

/** What a reader who opens only the comment wants to see opened. */
const open: ReadonlySet<Level> = new Set(["blocks", "dangerous"]);

export interface MarkdownOptions {
  readonly title: string;
  /** Markdown that stands after the counts. @default nothing */
  readonly extra?: string;
  /** Characters that it may have. @default as many as GitHub takes */
  readonly longest?: number;
}

/** A review as a comment for GitHub, within its limit: the long tail is folded, and cut with a count. */
export function markdown(review: Review, { title, extra = "", longest = longestComment }: MarkdownOptions): string {
  const head = [`## ${code(title)}: ${verdict(review)}`, "", summaryTable(review), ...notes(review)].join("\n");
  const drifted = new Set(review.drift.map(({ address }) => address));
  const sections = levels.flatMap((level) => {
    const judged = review.judged.filter((one) => one.level === level);
    return judged.length === 0 ? [] : [section(level, judged, drifted)];
  });
  const parts = [
    checkSection(review),
    extra,
    ...sections,
    diagram(review),
    ignoredSection(review),
    driftSection(review),
    outputSection(review),
  ];
  const texts = parts.filter((text) => text !== "").map(review.hide);
  return fit(review.hide(head), texts, longest);
}

export function verdict(review: Review): string {
  const failed = review.failedChecks.length;
  return `${changesText(review)}${failed === 0 ? "" : `, ${failed} failed ${failed === 1 ? "check" : "checks"}`}`;
}

function changesText({ judged, outputs }: Review): string {
  const blocking = judged.filter(({ level }) => level === "blocks").length;
  if (blocking > 0) return `blocked by ${blocking} ${blocking === 1 ? "finding" : "findings"}`;
  if (judged.length > 0) return `${judged.length} ${judged.length === 1 ? "change" : "changes"}`;
  return outputs.length > 0 ? "only outputs change" : "nothing to change";
}

function summaryTable({ judged, actions }: Review): string {
  const count = (level: Level): number => judged.filter((one) => one.level === level).length;
  const cells = [...levels.map(count), actions.create, actions.update, actions.replace, actions.delete, actions.forget];
  return [
    `| ${levels.map((level) => headings[level]).join(" | ")} | create | update | replace | destroy | forget |`,
    `| ${cells.map(() => "---:").join(" | ")} |`,
    `| ${cells.join(" | ")} |`,
  ].join("\n");
}

/** Characters of a change that are worth reading. */
const longestLine = 1_000;

/** Characters of a name in a row of names. */
const longestName = 300;

/** Addresses that are named one by one above everything else. */
const mostNamed = 10;

function notes({ judged, idleAcknowledgements }: Review): string[] {
  const blocked = judged.filter(({ level }) => level === "blocks").map(({ change }) => change.address);
  const released = judged.filter(({ acknowledged }) => acknowledged).map(({ change }) => change.address);
  return [
    ...(blocked.length === 0
      ? []
      : [
          "",
          "A blocking finding is released by a line in the pull request's description that names its address:",
          "",
          fence(
            blocked
              .slice(0, mostNamed)
              .map((address) => `Acknowledge: ${cut(visible(address), longestLine)}`)
              .join("\n"),
          ),
        ]),
    ...(released.length === 0 ? [] : ["", `Acknowledged in the pull request: ${someOf(released, mostNamed)}`]),
    ...(idleAcknowledgements.length === 0
      ? []
      : ["", `Acknowledged, but nothing to release: ${someOf(idleAcknowledgements, mostNamed)}`]),
  ];
}

function section(level: Level, judged: readonly Judged[], drifted: ReadonlySet<string>): string {
  const summary = `<summary><b>${headings[level]}</b> (${judged.length})</summary>`;
  const items =
    level === "routine"
      ? routineTable(judged)
      : judged.map((one) => item(one, drifted.has(one.change.address))).join("\n");
  return [`<details${open.has(level) ? " open" : ""}>${summary}`, "", items, "", "</details>"].join("\n");
}

function item({ change, findings, reason, acknowledged }: Judged, isDrifted: boolean): string {
  const { words, address } = change;
  const where = [words.part, words.detail]
    .filter((word, index) => index === 0 || word !== "")
    .map((word) => code(cut(word, longestLine)))
    .join(" ");
  return findings
    .map((finding, index) =>
      [
        `- **${where} ${unlinked(cut(finding.title, longestLine))}**${index === 0 ? remarks(acknowledged, isDrifted) : ""}<br>${code(cut(address, longestLine))}`,
        ...(index > 0 || reason === "" ? [] : [`  - because ${unlinked(reason)}`]),
        ...some(finding.changes).map((line) => `  - ${code(cut(line, longestLine))}`),
        ...advice(finding),
      ].join("\n"),
    )
    .join("\n");
}

function remarks(acknowledged: boolean, isDrifted: boolean): string {
  return `${acknowledged ? " (acknowledged)" : ""}${isDrifted ? " (drift, see below)" : ""}`;
}

function advice({ why, todo }: Finding): string[] {
  const text = [why, todo].filter((part) => part !== "").join(" ");
  return text === "" ? [] : [`  - ${unlinked(text)}`];
}

/** Many alike are one row: what happens to how many of which type. */
function routineTable(judged: readonly Judged[]): string {
  const rows = new Map<string, { count: number; parts: Set<string> }>();
  for (const { change, findings } of judged) {
    const key = `${code(change.type)} | ${unlinked(findings[0]?.title ?? "")}`;
    const row = rows.get(key) ?? { count: 0, parts: new Set() };
    rows.set(key, { count: row.count + 1, parts: row.parts.add(change.words.part) });
  }
  return [
    "| type | what | how many | where |",
    "| --- | --- | ---: | --- |",
    ...[...rows].map(([key, { count, parts }]) => `| ${key} | ${count} | ${someOf([...parts], 4)} |`),
  ].join("\n");
}

function someOf(names: readonly string[], most: number): string {
  const first = names
    .slice(0, most)
    .map((name) => code(cut(name, longestName)))
    .join(", ");
  return names.length > most ? `${first} and ${names.length - most} more` : first;
}

function checkSection({ failedChecks }: Review): string {
  if (failedChecks.length === 0) return "";
  const items = failedChecks.map(
    ({ name, problems }) => `- ${code(name)}: ${problems.map((problem) => code(cut(problem, longestLine))).join("; ")}`,
  );
  return [
    `<details open><summary><b>❗ Failed checks</b> (${failedChecks.length})</summary>`,
    ...["", items.join("\n"), "", "</details>"],
  ].join("\n");
}

function ignoredSection({ ignored }: Review): string {
  if (ignored.length === 0) return "";
  const items = ignored.map((change) =>
    [
      `- ${code(wordsOf(change.name).part)} ${code(change.address)} ${unlinked(ownerText(change))}`,
      `  - ${code(cut(ignoredText(change), longestLine))}`,
    ].join("\n"),
  );
  return [
    `<details open><summary><b>Changed, and not applied</b> (${ignored.length})</summary>`,
    "",
    items.join("\n"),
    "",
    "</details>",
  ].join("\n");
}

function driftSection({ drift }: Review): string {
  if (drift.length === 0) return "";
  const items = drift.map(({ words, address, action, differences }) =>
    [
      `- ${code(words.part)} ${code(address)} ${action === "delete" ? "is gone" : "was changed"} outside Terraform, and this plan takes that back.`,
      ...some(differences.map(differenceText)).map((line) => `  - ${code(cut(line, longestLine))}`),
    ].join("\n"),
  );
  return [`<details><summary><b>Drift</b> (${drift.length})</summary>`, "", items.join("\n"), "", "</details>"].join(
    "\n",
  );
}

function outputSection({ outputs }: Review): string {
  if (outputs.length === 0) return "";
  const items = outputs.map(
    ({ name, from, to }) => `- ${code(name)}: ${code(`${valueText(from)} → ${valueText(to)}`)}`,
  );
  return [
    `<details><summary><b>Outputs</b> (${outputs.length})</summary>`,
    "",
    items.join("\n"),
    "",
    "</details>",
  ].join("\n");
}

/** As many sections as GitHub takes; of one that is too long its first lines, with what was left out. */
function fit(head: string, sections: readonly string[], longest: number): string {
  let text = cut(head, longest - leastRoom);
  for (const section of sections) {
    const room = longest - text.length - 200;
    if (room <= leastRoom)
      return `${text}\n\nThe rest is left out: GitHub takes no longer comment. The artifact of this run has all of it.`;
    if (section.length <= room) text += `\n\n${section}`;
    // Half a picture is none.
    else if (!section.startsWith("```")) text += `\n\n${cutSection(section, room)}`;
  }
  return `${text}\n`;
}

/** With less than that, nothing is worth beginning. */
const leastRoom = 400;

function cutSection(section: string, room: number): string {
  const lines = section.split("\n");
  const kept: string[] = [];
  let length = 0;
  for (const line of lines) {
    if (length + line.length + 1 > room - 200) break;
    kept.push(line);
    length += line.length + 1;
  }
  const left = lines.length - kept.length;
  return [...kept, "", `… and ${left} more lines. The artifact of this run has all of them.`, "", "</details>"].join(
    "\n",
  );
}
