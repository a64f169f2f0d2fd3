import { inspect } from "node:util";

import { z } from "zod";

import { didYouMean } from "./did-you-mean";
import type { Problem } from "./problems";

type Issue = z.core.$ZodIssue;
/** Either the value with every default filled in, or all that is wrong with it. */
export type Checked<Schema extends z.ZodType> =
  { readonly value: z.output<Schema> } | { readonly problems: readonly Problem[] };

/** Reads a value by its schema. */
export function readBySchema<Schema extends z.ZodType>(schema: Schema, input: unknown): Checked<Schema> {
  const result = schema.safeParse(input, { reportInput: true, error: messageOf });
  return result.success
    ? { value: result.data }
    : { problems: result.error.issues.flatMap((issue) => problemsOf(issue)) };
}

const kinds: Readonly<Record<string, string>> = {
  array: "a list",
  boolean: "true or false",
  number: "a number",
  object: "an object",
  record: "an object",
  string: "a text",
};

/** Says what kind of value is expected. Carries the names that an object knows in the issue's message, so that a mistyped one can be compared with them. */
function messageOf(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === "invalid_value") return `expected ${choice(issue.values.map((value) => JSON.stringify(value)))}`;
  if (issue.code === "invalid_union" && issue.inst instanceof z.ZodDiscriminatedUnion) return kindsOf(issue.inst);
  if (issue.code === "invalid_type") return `must be ${kinds[issue.expected] ?? issue.expected}`;
  return issue.code === "unrecognized_keys" && issue.inst instanceof z.ZodObject
    ? Object.keys(issue.inst.shape).join(" ")
    : undefined;
}

/** What the property that tells the members of a union apart may be. */
function kindsOf(union: z.ZodDiscriminatedUnion): string {
  const known = union._zod.propValues[union.def.discriminator] ?? [];
  return `expected ${choice([...known].map((value) => JSON.stringify(value)))}`;
}

function choice(values: readonly string[]): string {
  return values.length < 2 ? values.join("") : `${values.slice(0, -1).join(", ")} or ${values.at(-1) ?? ""}`;
}

function problemsOf(issue: Issue, base: readonly PropertyKey[] = []): Problem[] {
  const path = [...base, ...issue.path];
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({
        path: pathText([...path, key]),
        message: unknownProperty(key, issue.message),
      }));
    case "invalid_key":
      return issue.issues.flatMap((inner) => problemsOf({ ...inner, path: [] }, path));
    case "invalid_union": {
      if (issue.discriminator !== undefined) return [problemOf({ ...issue, input: kindIn(issue) }, path)];
      const nearest = issue.errors.find((errors) => errors.every((inner) => inner.path.length > 0));
      return nearest ? nearest.flatMap((inner) => problemsOf(inner, path)) : [problemOf(issue, path)];
    }
    default:
      return [problemOf(issue, path)];
  }
}

/** @param names what the object knows, with spaces between them */
function unknownProperty(key: string, names: string): string {
  const known = names.split(" ");
  return `unknown property${didYouMean(key, known) || `; expected one of ${known.join(", ")}`}`;
}

function problemOf(issue: Issue, path: readonly PropertyKey[]): Problem {
  if (issue.input === undefined) return { path: pathText(path), message: `missing; ${issue.message}` };
  const received = namesSecrets(path) ? "" : `, got ${shown(issue.input)}${nearestChoice(issue)}`;
  return { path: pathText(path), message: `${issue.message}${received}` };
}

/** Where only names of secrets belong, what stands there instead may be a secret itself. */
function namesSecrets(path: readonly PropertyKey[]): boolean {
  return path.includes("secrets") || path.includes("parameters");
}

/** What stands where the members of a union are told apart: the issue itself holds all around it. */
function kindIn({ input, path }: Issue): unknown {
  const key = path.at(-1);
  return typeof input === "object" && input !== null && key !== undefined
    ? (input as Record<PropertyKey, unknown>)[key]
    : input;
}

function nearestChoice(issue: Issue): string {
  if (typeof issue.input !== "string") return "";
  return didYouMean(
    issue.input,
    choices(issue).filter((value) => typeof value === "string"),
  );
}

/** The values that are possible: zod knows them, or a check of ours says them (`params.known`). */
function choices(issue: Issue): readonly unknown[] {
  if (issue.code === "invalid_value") return issue.values;
  const known: unknown = issue.code === "custom" ? issue.params?.known : undefined;
  return Array.isArray(known) ? known : [];
}

function pathText(path: readonly PropertyKey[]): string {
  return path.map(String).join(".");
}

/** A value as it would be written in the environment's file. */
function shown(value: unknown): string {
  const text = jsonText(value) ?? inspect(value, { depth: 1, breakLength: Infinity, compact: true });
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** `undefined` for what JSON has no words for: functions, bigints, what contains itself. */
function jsonText(value: unknown): string | undefined {
  if (typeof value === "number" && !Number.isFinite(value)) return undefined;
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
