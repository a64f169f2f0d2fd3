/** An SVG element with its attributes, around what it holds. */
export function element(name: string, attributes: Readonly<Record<string, string | number>>, content = ""): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
    .join("");
  return content === "" ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

export interface TextStyle {
  readonly size: number;
  readonly color: string;
  readonly weight?: "normal" | "bold";
}

/** Fonts of the same widths, which are what `widthOf` measures. */
export const fontFamily = "Arial, Helvetica, 'Liberation Sans', sans-serif";

/** Text on one line, shortened to what fits into a width; what follows it stands wherever it ends. */
export function textLine(
  x: number,
  y: number,
  width: number,
  text: string,
  { size, color, weight }: TextStyle,
  after?: TextStyle & { readonly text: string },
): string {
  const attributes = { x, y, "font-size": size, fill: color, ...(weight && { "font-weight": weight }) };
  const following = after?.text
    ? element("tspan", { dx: 8, "font-size": after.size, fill: after.color }, escaped(after.text))
    : "";
  return element("text", attributes, escaped(shortened(text, size, width, weight)) + following);
}

type Weight = TextStyle["weight"];

/** A picture has no fonts to measure with: how wide the letters of Arial are at most, in sizes. */
const widths: readonly (readonly [letters: RegExp, width: number])[] = [
  [/[ijl.,:;'|!·]/, 0.29],
  [/[ftrI()[\]/\\ -]/, 0.37],
  [/[mMW@%…]|[^\p{ASCII}]/u, 1],
  [/[A-Zw&+<=>~]/, 0.78],
];

const otherWidth = 0.57;

/** How wide a text is at most. */
export function widthOf(text: string, size: number, weight: Weight = "normal"): number {
  const letters = Array.from(text, (letter) => widths.find(([kind]) => kind.test(letter))?.[1] ?? otherWidth);
  return letters.reduce((total, width) => total + width, 0) * size * (weight === "bold" ? 1.08 : 1);
}

/** Text with an ellipsis where it would not fit. */
export function shortened(text: string, size: number, width: number, weight: Weight = "normal"): string {
  if (widthOf(text, size, weight) <= width) return text;
  const letters = Array.from(text);
  while (letters.length > 0 && widthOf(`${letters.join("").trimEnd()}…`, size, weight) > width) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}

/** Text as lines that fit into a width, broken between words. */
export function wrapped(text: string, size: number, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(`${last} ${word}`, size) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
