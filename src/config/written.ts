import type { z } from "zod";

import { environmentName } from "./environment";
import type { Problem } from "./problems";
import { type Checked, readBySchema } from "./schema-problems";

/*
 * Accounts and environments as they are written down, before anything is known of them: they need not be objects, and what
 * they hold need not be what TypeScript asks for.
 */

/** Reads a value by its schema, and refuses what cdktf would take for a reference of its own. */
export function readWritten<Schema extends z.ZodType>(schema: Schema, input: unknown): Checked<Schema> {
  const tokens = tokensIn(input);
  if (tokens.length > 0) return { problems: tokens };
  return readBySchema(schema, input);
}

/** What an account is called in messages: by its name, or by its place in the list where it has none. */
export function accountSubject(account: unknown, index: number): string {
  const name = textAt(account, "name");
  return name === undefined ? `accounts.${index}` : `account "${name}"`;
}

/** What an environment is called in messages: by its name, or by its place in the list where it has none. */
export function environmentSubject(environment: unknown, index: number): string {
  const name = writtenName(environment);
  return name === undefined ? `environments.${index}` : `environment "${name}"`;
}

/** The name that an environment would have; `undefined` where product or stage is no text. */
export function writtenName(environment: unknown): string | undefined {
  const [product, stage] = [textAt(environment, "product"), textAt(environment, "stage")];
  return product === undefined || stage === undefined ? undefined : environmentName({ product, stage });
}

/** A text of an object; `undefined` where there is none. */
export function textAt(value: unknown, key: string): string | undefined {
  const found = isObject(value) ? value[key] : undefined;
  return typeof found === "string" && found !== "" ? found : undefined;
}

function tokensIn(value: unknown, path: readonly string[] = [], above: readonly unknown[] = []): Problem[] {
  if (typeof value === "string") return value.includes("TfToken[") ? [tokenProblem(path)] : [];
  if (!isObject(value) || above.includes(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(key.includes("TfToken[") ? [tokenProblem([...path, key])] : []),
    ...tokensIn(inner, [...path, key], [...above, value]),
  ]);
}

function tokenProblem(path: readonly string[]): Problem {
  return {
    path: path.join("."),
    message:
      "looks like a token of cdktf (TfToken[…]), whose value is known only inside a stack; write the value itself",
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
