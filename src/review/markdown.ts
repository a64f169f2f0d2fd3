import { fit, type Part } from "../markdown/fit";
import { code, fence, unlinked } from "../markdown/literal";
import { visible } from "../markdown/visible";
import { createdSection } from "./created-section";
import type { Finding } from "./finding";
import { type Level, levels } from "./level";
import { diagram } from "./diagram";
import { ignoredText, ownerText } from "./ignored";
import type { ReviewedChange, Review } from "./review";
import { cut, differenceText, some, valueText } from "./text";

/** GitHub takes no longer comment; some room is left for what a workflow adds. */
const longestComment = 65_536 - 1_500;

const headings: Readonly<Record<Level, string>> = {
  blocks: "⛔ Blocks",
  dangerous: "🔴 Dangerous",
  review: "🟡 To review",
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
  /** Markdown that says where all of it is. @default how it is written */
  readonly footer?: string;
}

/** How much is shown. */
export interface Detail {
  /** Lines of a finding. */
  readonly lines: number;
  /** Characters of a line. */
  readonly length: number;
  /** Addresses that are named one by one above everything else. */
  readonly named: number;
  /** Parts that are named of what is routine. */
  readonly places: number;
}

const comment: Detail = { lines: 20, length: 1_000, named: 10, places: 4 };
export const whole: Detail = { lines: Infinity, length: Infinity, named: Infinity, places: Infinity };

const howToSeeAll = "`npm run review` with `--whole <file>` writes all of it, with every attribute.";

/** A review as a comment for GitHub, within its limit: the long tail is folded, and cut with a count. */
export function markdown(review: Review, options: MarkdownOptions): string {
  const { title, extra = "", longest = longestComment, footer = howToSeeAll } = options;
  const parts: Part[] = [...sections(review, extra, comment), createdSection(review)];
  return fit(head(review, title, comment), parts, { longest, footer: review.judged.length === 0 ? "" : footer });
}

export function head(review: Review, title: string, detail: Detail): string {
  const lines = [`## ${code(title)}: ${verdict(review)}`, "", summaryTable(review), ...notes(review, detail)];
  return review.hide(lines.join("\n"));
}

/** The sections of a review, the most urgent first. */
export function sections(review: Review, extra: string, detail: Detail): string[] {
  const drifted = new Set(review.drift.map(({ address }) => address));
  const byLevel = levels.flatMap((level) => {
    const judged = review.judged.filter((one) => one.level === level);
    return judged.length === 0 ? [] : [section(level, judged, drifted, detail)];
  });
  return [
    ...[checkSection(review, detail), extra, ...byLevel, diagram(review)],
    ...[ignoredSection(review, detail), driftSection(review, detail), outputSection(review)],
  ]
    .filter((text) => text !== "")
    .map(review.hide);
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

/** Characters of a name in a row of names. */
const longestName = 300;

function notes({ judged, idleAcknowledgements }: Review, { named, length }: Detail): string[] {
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
              .slice(0, named)
              .map((address) => `Acknowledge: ${cut(visible(address), length)}`)
              .join("\n"),
          ),
        ]),
    ...(released.length === 0 ? [] : ["", `Acknowledged in the pull request: ${someOf(released, named)}`]),
    ...(idleAcknowledgements.length === 0
      ? []
      : ["", `Acknowledged, but nothing to release: ${someOf(idleAcknowledgements, named)}`]),
  ];
}

function section(
  level: Level,
  judged: readonly ReviewedChange[],
  drifted: ReadonlySet<string>,
  detail: Detail,
): string {
  const summary = `<summary><b>${headings[level]}</b> (${judged.length})</summary>`;
  const items =
    level === "routine"
      ? routineTable(judged, detail)
      : judged.map((one) => item(one, drifted.has(one.change.address), detail)).join("\n");
  return [`<details${open.has(level) ? " open" : ""}>${summary}`, "", items, "", "</details>"].join("\n");
}

function item({ change, findings, reason, acknowledged }: ReviewedChange, isDrifted: boolean, detail: Detail): string {
  const { path, address } = change;
  const where = [path.part, path.detail]
    .filter((word, index) => index === 0 || word !== "")
    .map((word) => code(cut(word, detail.length)))
    .join(" ");
  return findings
    .map((finding, index) =>
      [
        `- **${where} ${unlinked(cut(finding.title, detail.length))}**${index === 0 ? remarks(acknowledged, isDrifted) : ""}<br>${code(cut(address, detail.length))}`,
        ...(index > 0 || reason === "" ? [] : [`  - because ${unlinked(reason)}`]),
        ...bullets(finding.changes, detail),
        ...advice(finding),
      ].join("\n"),
    )
    .join("\n");
}

function bullets(lines: readonly string[], { lines: most, length }: Detail): string[] {
  return some(lines, most).map((line) => `  - ${code(cut(line, length))}`);
}

function remarks(acknowledged: boolean, isDrifted: boolean): string {
  return `${acknowledged ? " (acknowledged)" : ""}${isDrifted ? " (drift, see below)" : ""}`;
}

function advice({ why, todo }: Finding): string[] {
  const text = [why, todo].filter((part) => part !== "").join(" ");
  return text === "" ? [] : [`  - ${unlinked(text)}`];
}

/** Many alike are one row: what happens to how many of which type. */
function routineTable(judged: readonly ReviewedChange[], { places }: Detail): string {
  const rows = new Map<string, { count: number; parts: Set<string> }>();
  for (const { change, findings } of judged) {
    const key = `${code(change.type)} | ${unlinked(findings[0]?.title ?? "")}`;
    const row = rows.get(key) ?? { count: 0, parts: new Set() };
    rows.set(key, { count: row.count + 1, parts: row.parts.add(change.path.part) });
  }
  return [
    "| type | what | how many | where |",
    "| --- | --- | ---: | --- |",
    ...[...rows].map(([key, { count, parts }]) => `| ${key} | ${count} | ${someOf([...parts], places)} |`),
  ].join("\n");
}

function someOf(names: readonly string[], most: number): string {
  const first = names
    .slice(0, most)
    .map((name) => code(cut(name, longestName)))
    .join(", ");
  return names.length > most ? `${first} and ${names.length - most} more` : first;
}

function checkSection({ failedChecks }: Review, { length }: Detail): string {
  if (failedChecks.length === 0) return "";
  const items = failedChecks.map(
    ({ name, problems }) => `- ${code(name)}: ${problems.map((problem) => code(cut(problem, length))).join("; ")}`,
  );
  return [
    `<details open><summary><b>❗ Failed checks</b> (${failedChecks.length})</summary>`,
    ...["", items.join("\n"), "", "</details>"],
  ].join("\n");
}

function ignoredSection({ ignored }: Review, { length }: Detail): string {
  if (ignored.length === 0) return "";
  const items = ignored.map((change) =>
    [
      `- ${code(change.path.part)} ${code(change.address)} ${unlinked(ownerText(change))}`,
      `  - ${code(cut(ignoredText(change), length))}`,
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

function driftSection({ drift }: Review, detail: Detail): string {
  if (drift.length === 0) return "";
  const items = drift.map(({ path, address, action, differences }) =>
    [
      `- ${code(path.part)} ${code(address)} ${action === "delete" ? "is gone" : "was changed"} outside Terraform, and this plan takes that back.`,
      ...bullets(differences.map(differenceText), detail),
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
