import { didYouMean } from "../../config/did-you-mean";
import { Failure } from "../failure";

/** Values by key. */
export type SecretValues = ReadonlyMap<string, string>;

/**
 * Reads what came from standard input: a JSON object, or a line `KEY=VALUE` for each key. What is wrong is told without
 * any value, and all at once.
 *
 * @throws Failure when it is neither, or a key is unknown, or a value is empty
 */
export function readSecretInput(text: string, keys: readonly string[]): SecretValues {
  const entries = text.trimStart().startsWith("{") ? jsonEntries(text) : lineEntries(text);
  if (entries.length === 0)
    throw new Failure(
      "Nothing came from standard input: give a JSON object or lines KEY=VALUE, or run it in a terminal.",
    );
  const names = entries.map(([key]) => key);
  const problems = [
    ...new Set(
      names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${shown(name)} stands there twice`),
    ),
    ...entries.flatMap(([key, value]) => problemsOf(key, value, keys)),
  ];
  if (problems.length > 0) throw new Failure(["Nothing was written:", ...problems.map((one) => `  ${one}`)].join("\n"));
  return new Map(entries as [string, string][]);
}

/** @throws Failure for a key that the service does not declare, with the nearest one that it does */
export function checkKey(key: string, keys: readonly string[]): void {
  if (!keys.includes(key)) throw new Failure(unknownKey(key, keys));
}

/** What is wrong with a value; `undefined` when it will do. */
export function problemOfValue(value: unknown): string | undefined {
  if (typeof value !== "string") return "must be a text in quotes";
  return value.trim() === "" ? "must not be empty" : undefined;
}

function problemsOf(key: string, value: unknown, keys: readonly string[]): string[] {
  if (!keys.includes(key)) return [unknownKey(key, keys)];
  const problem = problemOfValue(value);
  return problem === undefined ? [] : [`${key} ${problem}`];
}

function unknownKey(key: string, keys: readonly string[]): string {
  return `the service declares no key ${shown(key)}${didYouMean(key, keys)} (known: ${keys.join(", ")})`;
}

/** A parser's own message would show a part of the text, hence of a secret. */
function jsonEntries(text: string): [string, unknown][] {
  try {
    return Object.entries(JSON.parse(text) as object);
  } catch {
    throw new Failure("Standard input begins like a JSON object but is not one; nothing was written.");
  }
}

function lineEntries(text: string): [string, unknown][] {
  return text.split(/\r?\n/).flatMap((line, index): [string, unknown][] => {
    if (line.trim() === "" || line.trimStart().startsWith("#")) return [];
    const [, key, value = ""] = /^\s*(?:export\s+)?([A-Za-z_]\w*)=(.*)$/.exec(line) ?? [];
    if (key === undefined) {
      throw new Failure(
        `Line ${index + 1} of standard input is not KEY=VALUE, nor is all of it a JSON object; nothing was written.`,
      );
    }
    if (/^(["']).*\1$/.test(value.trim())) {
      throw new Failure(
        `Line ${index + 1} of standard input has its value in quotes; take them off, or give JSON if they belong to it. Nothing was written.`,
      );
    }
    return [[key, value]];
  });
}

/** What is given as a key may be a value by mistake, so a long one is cut. */
function shown(key: string): string {
  return JSON.stringify(key.length > 60 ? `${key.slice(0, 8)}…` : key);
}
