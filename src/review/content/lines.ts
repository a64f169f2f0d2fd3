import { isRecord, own } from "../../terraform-json/record";
import type { Shown } from "../../terraform-json/shown";
import { statementsOf, statementText } from "../policy-statements";
import { lineOf, recordOf } from "../text";

/** Everything that is set below a path, a line each, uncut; a policy statement by statement. */
export function linesOf(path: string, value: Shown): string[] {
  if (isUnset(value)) return [];
  if (typeof value === "string") return textLines(path, value);
  if (Array.isArray(value)) return listLines(path, value as readonly Shown[]);
  if (isRecord(value)) {
    return Object.entries(value).flatMap(([key, item]) => linesOf(path === "" ? key : `${path}.${key}`, item));
  }
  return [`${path}: ${lineOf(value)}`];
}

/** Providers show what is not set as nothing, as an empty text, or as an empty list; a block without arguments is set. */
export function isUnset(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

/** Members of a list stand under their names, where they have some, or else under their numbers. */
function listLines(path: string, list: readonly Shown[]): string[] {
  if (!list.some((item) => typeof item === "object")) return [`${path}: ${lineOf(list)}`];
  const isNamed = areNamed(list);
  return list.flatMap((item, index) => {
    const { name, ...rest } = recordOf(item);
    const below =
      isNamed && typeof name === "string" ? `${path}.${name}` : list.length === 1 ? path : `${path}.${index}`;
    const lines = linesOf(below, isNamed ? rest : item);
    return lines.length === 0 ? [`${below}: {}`] : lines;
  });
}

function areNamed(list: unknown): boolean {
  const names = Array.isArray(list) ? list.map((item) => own(item, "name")) : [];
  return new Set(names).size === names.length && names.every((name) => typeof name === "string" && name !== "");
}

function textLines(path: string, text: string): string[] {
  const document = documentIn(text);
  if (document === undefined) return [`${path}: ${lineOf(text)}`];
  const statements = isRecord(document) && Object.hasOwn(document, "Statement") ? statementsOf(text) : undefined;
  if (statements !== undefined && statements.length > 0) {
    return statements.map((statement) => `${path}: ${statementText(statement)}`);
  }
  if (Array.isArray(document) && document.length > 0 && areNamed(document)) return listLines(path, document);
  return [`${path}: ${JSON.stringify(document)}`];
}

/** The list or record that a text is the JSON of. */
function documentIn(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
