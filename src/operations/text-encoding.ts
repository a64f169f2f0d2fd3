/**
 * The text of a file, whose byte order mark says how it is encoded: Windows PowerShell's `>` writes UTF-16, other tools UTF-8
 * with a mark. Without one it is UTF-8, unless every other byte is zero where JSON begins.
 */
export function decoded(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

function encodingOf([first, second]: Uint8Array): string {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return "utf-16le";
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return "utf-16be";
  return "utf-8";
}
