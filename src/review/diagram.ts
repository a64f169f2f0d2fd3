import { visible } from "../markdown/visible";
import type { Connection } from "./connections";
import { type Level, levels } from "./level";
import type { Review } from "./review";

type Mark = Level | "unchanged";

const colors: Readonly<Record<Mark, string>> = {
  blocks: "fill:#b3261e,color:#ffffff,stroke:#7f1d1d",
  dangerous: "fill:#f4b4ae,color:#4a0f0a,stroke:#b3261e",
  review: "fill:#fdf0b5,color:#4d3b00,stroke:#c99700",
  routine: "fill:#eeeeee,color:#333333,stroke:#999999",
  unchanged: "fill:#ffffff,color:#333333,stroke:#999999,stroke-dasharray:4 3",
};

/** More parts than this are no picture any more. */
const mostParts = 40;

interface Part {
  readonly mark: Mark;
  readonly changes: number;
}
type Parts = ReadonlyMap<string, Part>;

/** The path of requests through the environment, each part of it in the colour of its worst level; none where all of it stays. */
export function diagram(review: Review): string {
  const parts = partsOnPath(review);
  if (parts.size > mostParts) return "";
  const ids = new Map([...parts.keys()].map((name, index) => [name, `part${index}`]));
  const idOf = (name: string): string => ids.get(name) ?? "";
  const connections = review.connections.filter(({ from, to }) => parts.has(from) && parts.has(to));
  if (connections.length === 0) return "";
  return [
    "```mermaid",
    "flowchart LR",
    ...[...parts].map(([name, part]) => `  ${idOf(name)}${box(name, part)}`),
    ...connections.map(({ from, to, ports }) => `  ${idOf(from)} -->${arrowLabel(ports)} ${idOf(to)}`),
    ...Object.entries(colors).map(([mark, color]) => `  classDef ${mark} ${color}`),
    "```",
  ].join("\n");
}

/** All of the path; where that is too much, what changes and what it is connected to. */
function partsOnPath(review: Review): Parts {
  const changed = changedParts(review);
  const touched = review.connections.filter(({ from, to }) => changed.has(from) || changed.has(to));
  if (touched.length === 0) return new Map();
  const whole = partsOf(review.connections, changed);
  return whole.size <= mostParts ? whole : partsOf(touched, changed);
}

function partsOf(connections: readonly Connection[], changed: Parts): Parts {
  const unchanged: Part = { mark: "unchanged", changes: 0 };
  const names = connections.flatMap(({ from, to }) => [from, to]);
  return new Map(names.map((name) => [name, changed.get(name) ?? unchanged]));
}

function changedParts({ judged }: Review): Parts {
  const parts = new Map<string, { mark: Level; changes: number }>();
  for (const { change, level } of judged) {
    const known = parts.get(change.path.part);
    const worse = known === undefined || levels.indexOf(level) < levels.indexOf(known.mark) ? level : known.mark;
    parts.set(change.path.part, { mark: worse, changes: (known?.changes ?? 0) + 1 });
  }
  return parts;
}

function box(name: string, { mark, changes }: Part): string {
  const count = changes === 0 ? "" : `<br/>${changes} ${changes === 1 ? "change" : "changes"}`;
  return `["${label(name)}${count}"]:::${mark}`;
}

function arrowLabel(ports: readonly string[]): string {
  return ports.length === 0 ? "" : `|"${ports.join(", ")}"|`;
}

function label(text: string): string {
  return visible(text).replaceAll(/[^\w .-]/g, (character) => `#${character.codePointAt(0) ?? 0};`);
}
