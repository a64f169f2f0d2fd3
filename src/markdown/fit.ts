/** A part of a text: Markdown, or what makes as much Markdown as there is room for. */
export type Part = string | ((room: number) => string);

export interface FitOptions {
  /** Characters that the text may have. */
  readonly longest: number;
  /** Markdown at the end that says where the rest is; a single line. */
  readonly footer: string;
}

/**
 * As many parts as there is room for, in their order; of one that is too long its first lines, with a count of the others. No
 * fence and no fold stays open.
 */
export function fit(head: string, parts: readonly Part[], { longest, footer }: FitOptions): string {
  const room = longest - footer.length - noteLength;
  if (room < leastRoom)
    return `${head
      .split("\n", 1)
      .join("")
      .slice(0, Math.max(0, longest - 1))}\n`;
  let text = cutLines(head, room);
  let left = 0;
  for (const part of parts) {
    const free = room - text.length - 2;
    const body = typeof part === "string" ? part : part(free);
    if (body === "") continue;
    if (body.length <= free) text += `\n\n${body}`;
    // Half a picture is none.
    else if (free < leastRoom || body.startsWith("```")) left += 1;
    else text += `\n\n${cutLines(body, free)}`;
  }
  const note = left === 0 ? "" : `Left out for want of room: ${left} more ${left === 1 ? "part" : "parts"}.`;
  return `${[text, note, footer].filter((one) => one !== "").join("\n\n")}\n`;
}

/** With less than that, nothing is worth beginning. */
const leastRoom = 400;
/** What is said of the parts that are left out takes no more. */
const noteLength = 80;

/** A text's first lines, with a count of the others and an end for everything that they open. */
export function cutLines(text: string, room: number): string {
  if (text.length <= room) return text;
  const lines = text.split("\n");
  const open = { fence: "", folds: 0 };
  let length = 0;
  let kept = 0;
  for (const line of lines) {
    const next = opened(line, open);
    if (length + line.length + 1 + endLength(next) > room) break;
    Object.assign(open, next);
    length += line.length + 1;
    kept += 1;
  }
  const end = [
    "",
    `… and ${lines.length - kept} more lines`,
    ...Array.from({ length: open.folds }, () => "\n</details>"),
  ];
  return [...lines.slice(0, kept), ...(open.fence === "" ? [] : [open.fence]), ...end].join("\n");
}

interface Open {
  /** The backticks that end the fence that is open; empty outside of one. */
  readonly fence: string;
  readonly folds: number;
}

function opened(line: string, { fence, folds }: Open): Open {
  const [ticks = ""] = /^`{3,}/.exec(line) ?? [];
  if (fence !== "") return { fence: line === fence ? "" : fence, folds };
  if (ticks !== "") return { fence: ticks, folds };
  const change = line.startsWith("<details") ? 1 : line.startsWith("</details>") ? -1 : 0;
  return { fence, folds: Math.max(0, folds + change) };
}

function endLength({ fence, folds }: Open): number {
  return fence.length + 30 + folds * 12;
}
