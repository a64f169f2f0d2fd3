import type { Problem } from "../problems";

/** Lists of words, which mean something each time they stand there. */
const commands = ["command", "skipCommand"];

/** Every other list says what there is, and nothing is there twice. */
export function repetitionRules(written: object): Problem[] {
  return repeatedIn(written, []);
}

function repeatedIn(value: unknown, path: readonly string[]): Problem[] {
  if (typeof value !== "object" || value === null) return [];
  return [
    ...(Array.isArray(value) && !commands.includes(path.at(-1) ?? "") ? repeatedEntries(value, path) : []),
    ...Object.entries(value).flatMap(([key, inner]) => repeatedIn(inner, [...path, key])),
  ];
}

function repeatedEntries(entries: readonly unknown[], path: readonly string[]): Problem[] {
  return entries.flatMap((entry, index) =>
    typeof entry !== "object" && entries.indexOf(entry) < index
      ? [{ path: [...path, index].join("."), message: `${entryText(entry, path)} is there already; remove it` }]
      : [],
  );
}

/** What stands where names of secrets belong is never repeated in a message: it may be a secret. */
function entryText(entry: unknown, path: readonly string[]): string {
  return path.includes("secrets") || path.includes("parameters") ? "the same name" : String(entry);
}
