import { code, fence } from "../markdown/literal";
import type { ReviewedChange, Review } from "./review";
import { cut, some } from "./text";

/** How much is shown of each resource, the most first. */
const details = [
  { lines: 40, length: 1_000 },
  { lines: 20, length: 400 },
  { lines: 8, length: 160 },
  { lines: 4, length: 120 },
  { lines: 2, length: 100 },
  { lines: 1, length: 80 },
] as const;

type Detail = Readonly<Record<"lines" | "length", number>>;

/** What is created, part by part, with as much of each resource as there is room for; folded. */
export function createdSection({ judged, hide }: Review): (room: number) => string {
  const created = judged.filter(({ change }) => change.action === "create");
  if (created.length === 0) return () => "";
  return (room) => {
    const texts = details.map((detail) => () => hide(section(created, detail)));
    let text = "";
    for (const write of texts) {
      text = write();
      if (text.length <= room) return text;
    }
    return text;
  };
}

function section(created: readonly ReviewedChange[], detail: Detail): string {
  const parts = new Map<string, ReviewedChange[]>();
  for (const one of created) parts.set(one.change.path.part, [...(parts.get(one.change.path.part) ?? []), one]);
  return [
    `<details><summary><b>🆕 Created</b> (${created.length})</summary>`,
    ...[...parts]
      .sort(byName)
      .flatMap(([part, all]) => [
        ...["", `**${code(part)}** (${all.length})`, ""],
        fence(all.flatMap((one) => lines(one, detail)).join("\n")),
      ]),
    ...["", "</details>"],
  ].join("\n");
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}

function lines({ change: { type, path }, content }: ReviewedChange, detail: Detail): string[] {
  const substance = some(content.substance(), detail.lines);
  return [
    `${path.detail === "" ? path.part : path.detail} (${type})`,
    ...substance.map((line) => `  ${cut(line.replaceAll(/\s+/g, " "), detail.length)}`),
  ];
}
