import { visible } from "../markdown/visible";
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

/** How requests travel through the environment, and whatever else changes: each part in the colour of its worst level. */
export function diagram(review: Review): string {
  const changed = changedParts(review);
  if (changed.size === 0) return "";
  const all = withUnchanged(changed, review);
  const parts = all.size <= mostParts ? all : changed;
  if (parts.size < 2 || parts.size > mostParts) return "";
  const ids = new Map([...parts.keys()].map((name, index) => [name, `part${index}`]));
  const idOf = (name: string): string => ids.get(name) ?? "";
  const connections = review.connections.filter(({ from, to }) => parts.has(from) && parts.has(to));
  const reached = new Set(connections.flatMap(({ from, to }) => [from, to]));
  const boxes = (isReached: boolean): string[] =>
    [...parts].filter(([name]) => reached.has(name) === isReached).map(([name, part]) => idOf(name) + box(name, part));
  const beside = boxes(false).map((line) => `    ${line}`);
  return [
    "```mermaid",
    "flowchart LR",
    ...boxes(true).map((line) => `  ${line}`),
    ...connections.map(({ from, to, ports }) => `  ${idOf(from)} -->${arrowLabel(ports)} ${idOf(to)}`),
    ...(beside.length === 0 ? [] : ['  subgraph beside[" "]', ...beside, "  end"]),
    ...Object.entries(colors).map(([mark, color]) => `  classDef ${mark} ${color}`),
    "```",
  ].join("\n");
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

/** What stays as it is, where requests come by. */
function withUnchanged(changed: Parts, { connections }: Review): Parts {
  const onTheWay = connections.flatMap(({ from, to }) => [from, to]);
  return new Map([...onTheWay.map((name) => [name, { mark: "unchanged", changes: 0 }] as const), ...changed]);
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
