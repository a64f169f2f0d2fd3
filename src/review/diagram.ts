import { type Level, levels } from "./finding";
import type { Review } from "./review";

const colors: Readonly<Record<Level, string>> = {
  blocks: "fill:#b3261e,color:#ffffff,stroke:#7f1d1d",
  dangerous: "fill:#f4b4ae,color:#4a0f0a,stroke:#b3261e",
  look: "fill:#fdf0b5,color:#4d3b00,stroke:#c99700",
  routine: "fill:#eeeeee,color:#333333,stroke:#999999",
};

/** More parts than this are no picture any more. */
const mostParts = 40;

/** The parts of the environment that change, in the order in which a request meets them, each in its worst level's colour. */
export function diagram({ judged }: Review): string {
  const parts = new Map<string, { level: Level; count: number }>();
  for (const { change, level } of judged) {
    const known = parts.get(change.words.part);
    const worse = known === undefined || levels.indexOf(level) < levels.indexOf(known.level) ? level : known.level;
    parts.set(change.words.part, { level: worse, count: (known?.count ?? 0) + 1 });
  }
  if (parts.size < 2 || parts.size > mostParts) return "";
  const layers = [...groupBy([...parts.keys()], layerOf)]
    .sort(([one], [other]) => one - other)
    .map(([, names]) => names.sort());
  const ids = new Map([...parts.keys()].map((part, index) => [part, `part${index}`]));
  const node = (part: string): string => {
    const { level, count } = parts.get(part) ?? { level: "routine", count: 0 };
    return `    ${ids.get(part) ?? ""}["${label(part)}<br/>${count} ${count === 1 ? "change" : "changes"}"]:::${level}`;
  };
  return [
    "```mermaid",
    "flowchart LR",
    ...layers.flatMap((names, index) => [`  subgraph layer${index}[" "]`, ...names.map(node), "  end"]),
    ...layers.slice(1).map((_, index) => `  layer${index} ~~~ layer${index + 1}`),
    ...levels.map((level) => `  classDef ${level} ${colors[level]}`),
    "```",
  ].join("\n");
}

const order = ["network", "loadBalancers", "services", "database"];

function layerOf(part: string): number {
  const index = order.findIndex((name) => part === name || part.startsWith(`${name}.`));
  return index === -1 ? order.length : index;
}

function groupBy(parts: readonly string[], layer: (part: string) => number): Map<number, string[]> {
  const groups = new Map<number, string[]>();
  for (const part of parts) groups.set(layer(part), [...(groups.get(layer(part)) ?? []), part]);
  return groups;
}

function label(text: string): string {
  return text.replaceAll(/[^\w .-]/g, (character) => `#${character.codePointAt(0) ?? 0};`);
}
