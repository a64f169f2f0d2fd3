const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as HTML that shows just this text. */
export function escaped(text: string): string {
  return visible(text).replaceAll(/[&<>"']/g, (character) => entities[character] ?? "");
}

/** Text on one line, without what no reader sees: control characters, and those that turn the direction of a text. */
export function visible(text: string): string {
  return text.replaceAll(/\s+/g, " ").replaceAll(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, "");
}
