import type { Body } from "../../terraform-json/body";
import type { TerraformJson } from "../../terraform-json/configuration";

/** What the judge reads of a stack: it stumbles over the other sections of the JSON, and judges none of them. */
export type JudgedSections = Pick<TerraformJson, "resource" | "data"> & {
  readonly provider?: Readonly<Record<string, readonly Body[]>>;
  readonly locals?: Body;
};

/**
 * The same blocks in Terraform's native syntax. Checkov reads JSON syntax too, but there it takes a policy, a container
 * definition and whatever else is JSON within a string for a string, and lets them all pass. Here they are written out as
 * the objects that they hold.
 */
export function toHcl({ resource = {}, data = {}, provider = {}, locals = {} }: JudgedSections): string {
  const labelled = (kind: string, blocks: NonNullable<TerraformJson["resource"]>): string[] =>
    Object.entries(blocks).flatMap(([type, byName]) =>
      Object.entries(byName).map(([name, body]) => block(`${kind} ${quoted(type)} ${quoted(name)}`, body)),
    );
  return [
    ...Object.entries(provider).flatMap(([name, bodies]) =>
      bodies.map((body) => block(`provider ${quoted(name)}`, body)),
    ),
    ...labelled("resource", resource),
    ...labelled("data", data),
    block("locals", locals),
    "",
  ].join("\n");
}

/** Arguments that are maps, with keys of the user's own; every other object is a nested block. */
const maps = new Set(["tags", "dimensions", "keepers"]);

function block(header: string, body: Body): string {
  return [`${header} {`, ...Object.entries(body).flatMap(([name, value]) => argument(name, value)), "}"].join("\n");
}

function argument(name: string, value: unknown): string[] {
  // cdktf's own notes about an element.
  if (name === "//") return [];
  if (isObject(value) && !maps.has(name)) return [block(name, value)];
  if (Array.isArray(value) && value.length > 0 && value.every(isObject)) return value.map((one) => block(name, one));
  return [`${name} = ${expression(value)}`];
}

function expression(value: unknown): string {
  if (typeof value === "string") {
    const decoded = decodedJson(value);
    return decoded === undefined ? quoted(value) : expression(decoded);
  }
  if (Array.isArray(value)) return `[${value.map(expression).join(", ")}]`;
  if (isObject(value)) {
    const entries = Object.entries(value).map(([key, one]) => `${quoted(key)} = ${expression(one)}\n`);
    return `{\n${entries.join("")}}`;
  }
  return JSON.stringify(value);
}

/** The object or array that a string holds as JSON, if it does. */
function decodedJson(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * A template as a quoted one. Around `${…}` the text is escaped; within, it is an expression, which JSON syntax escapes and
 * native syntax does not.
 */
function quoted(template: string): string {
  let result = "";
  for (let start = 0; start < template.length;) {
    const end = endOfPart(template, start);
    const part = template.slice(start, end);
    result += isInterpolation(part) ? part : JSON.stringify(part).slice(1, -1);
    start = end;
  }
  return `"${result}"`;
}

function isInterpolation(text: string): boolean {
  return text.startsWith("${") || text.startsWith("%{");
}

/** Where the part of a template that starts somewhere ends: text, an escaped `$${`, or an interpolation with its braces. */
function endOfPart(template: string, start: number): number {
  const rest = template.slice(start);
  const text = /^(?:(?:\$\$|%%)\{|[^$%]|[$%](?!\{))+/.exec(rest);
  if (text) return start + text[0].length;
  let depth = 0;
  for (let index = start + 1; index < template.length; index += 1) {
    if (template[index] === "{") depth += 1;
    if (template[index] === "}") depth -= 1;
    if (depth === 0) return index + 1;
  }
  return template.length;
}

function isObject(value: unknown): value is Body {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
