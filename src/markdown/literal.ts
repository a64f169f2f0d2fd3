import { visible } from "./visible";

/** Text shown literally, whatever Markdown or HTML stands in it. */
export function code(text: string): string {
  // Two ticks with nothing between them would begin what the next ticks end.
  const line = visible(text, "\n\r\t").replaceAll(/\s+/g, " ").replaceAll("|", "\\|") || " ";
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const ticks = "`".repeat(longest + 1);
  const padding = line.startsWith("`") || line.endsWith("`") ? " " : "";
  return `${ticks}${padding}${line}${padding}${ticks}`;
}

/** Text of several lines, shown literally. */
export function fence(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const ticks = "`".repeat(longest + 1);
  return `${ticks}text\n${visible(text, "\n")}\n${ticks}`;
}

/** Our own sentences, in which a name may stand. */
export function plain(text: string): string {
  return visible(text, "\n\t")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll(/([\\`*_[\]|~])/g, String.raw`\$1`);
}

/**
 * The same on a page of GitHub's, where what stands in a name must not call people, link anything, or be set as a formula: an
 * empty comment within it keeps GitHub from reading it as that.
 */
export function unlinked(text: string): string {
  return plain(text.replaceAll(/\s+/g, " "))
    .replaceAll(/[@#]|:(?=\/\/)|www(?=\.)|\bGH(?=-\d)/gi, "$&<!-- -->")
    .replaceAll("$", "&#36;");
}
