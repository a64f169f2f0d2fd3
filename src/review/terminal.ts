import { visible } from "../markdown/visible";
import { type Level, levels } from "./level";
import { ignoredText, ownerText } from "./ignored";
import { verdict } from "./markdown";
import type { ReviewedChange, Review } from "./review";
import { cut, differenceText, some, valueText } from "./text";

const width = 78;

/** A review for a terminal: what matters and what is created as a list, what is routine as a count. */
export function terminalText(review: Review, title: string): string {
  const { judged, drift, ignored, outputs, failedChecks } = review;
  const routine = judged.filter(({ level }) => level === "routine");
  const lines = [
    `${title}: ${verdict(review)}`,
    counts(review),
    ...failedChecks.map(
      ({ name, problems }) => `CHECK FAILED  ${name}\n${problems.map((problem) => `    ${problem}`).join("\n")}`,
    ),
    ...judged.filter(({ level }) => level !== "routine").map(item),
    ...judged.filter(({ change }) => change.action === "create").map(created),
    ...(routine.length === 0 ? [] : [`routine: ${byTitle(routine)}`]),
    ...drift.map(
      ({ path, address, action, differences }) =>
        `drift: ${path.part} ${address} ${action === "delete" ? "is gone" : "was changed"} outside Terraform, and this plan takes that back\n${differences.map((difference) => `    ${differenceText(difference)}`).join("\n")}`,
    ),
    ...ignored.map(
      (change) => `not applied: ${change.path.part} ${change.address} ${ownerText(change)}\n    ${ignoredText(change)}`,
    ),
    ...outputs.map(({ name, from, to }) => `output ${name}: ${valueText(from)} → ${valueText(to)}`),
    ...(judged.length === 0 ? [] : ["--whole <file> writes all of it, with every attribute."]),
  ];
  // A name with a terminal's control sequences in it must not paint over what stands there.
  return visible(review.hide(lines.join("\n\n")), "\n");
}

function counts({ judged, actions }: Review): string {
  const { create, update, replace, delete: destroy, forget } = actions;
  const found = levels.map((level) => `${judged.filter((one) => one.level === level).length} ${level}`);
  return [
    `risks:    ${found.join(", ")}`,
    `changes:  ${create} create, ${update} update, ${replace} replace, ${destroy} destroy, ${forget} forget`,
  ].join("\n");
}

function item({ change, findings, reason, acknowledged }: ReviewedChange): string {
  const { path, address } = change;
  return findings
    .map(({ level, title, changes, why, todo }, index) =>
      [
        `${levelText(level, acknowledged)}  ${[path.part, path.detail].filter(Boolean).join(" › ")} ${title}`,
        `    ${address}`,
        ...(index > 0 || reason === "" ? [] : [`    because ${reason}`]),
        ...some(changes).map((line) => `    ${line}`),
        ...wrapped([why, todo].filter(Boolean).join(" ")).map((line) => `  ${line}`),
      ].join("\n"),
    )
    .join("\n");
}

/** What is created, as far as a screen has room for it. */
function created({ change, content }: ReviewedChange): string {
  const { path, address } = change;
  const lines = some(content.substance()).map((line) => `    ${cut(line, longestLine)}`);
  return [`created  ${[path.part, path.detail].filter(Boolean).join(" › ")}`, `    ${address}`, ...lines].join("\n");
}

const longestLine = 200;

/** Of several findings about one resource each has its own level; only what blocks has been released. */
function levelText(level: Level, acknowledged: boolean): string {
  return level === "blocks" && acknowledged ? "DANGEROUS (acknowledged)" : level.toUpperCase();
}

function byTitle(judged: readonly ReviewedChange[]): string {
  const titles = new Map<string, number>();
  for (const { findings } of judged) {
    const title = findings[0]?.title ?? "";
    titles.set(title, (titles.get(title) ?? 0) + 1);
  }
  return [...titles].map(([title, count]) => `${count} × ${title}`).join(", ");
}

function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ").filter(Boolean)) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
