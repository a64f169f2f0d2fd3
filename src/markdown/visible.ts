/**
 * What has no shape of its own, or moves what stands beside it: control characters, marks of direction, what has no width,
 * separators of lines, halves of characters. Words in a plan could hide, or paint over others, with it.
 */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * A text with what cannot be seen written as JSON would escape it.
 *
 * @param kept characters that stay. @default none
 */
export function visible(text: string, kept = ""): string {
  return text.replaceAll(invisible, (character) => (kept.includes(character) ? character : escaped(character)));
}

function escaped(character: string): string {
  return character
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
}
