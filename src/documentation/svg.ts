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
  return element("text", attributes, escaped(shortened(text, size, width)) + following);
}

/** A picture has no fonts to measure with: so wide is a letter of a sans-serif font on average, and a little more. */
const widthOfLetter = 0.6;

export function widthOf(text: string, size: number): number {
  return text.length * size * widthOfLetter;
}

/** Text with an ellipsis where it would not fit. */
export function shortened(text: string, size: number, width: number): string {
  const most = Math.floor(width / (size * widthOfLetter));
  return text.length <= most ? text : `${text.slice(0, Math.max(0, most - 1)).trimEnd()}…`;
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
