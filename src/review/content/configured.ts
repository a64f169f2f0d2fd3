import { isRecord, own } from "../../terraform-json/record";
import { type Shown, unknown } from "../../terraform-json/shown";
import { withConstructPaths } from "../../terraform-json/construct-path";

/** What the configuration says of one resource, by attribute, as a plan has it (Terraform, "Expression Representation"). */
export type Expressions = Readonly<Record<string, unknown>>;

/**
 * A planned value in which the configuration stands for what is known only after apply, as in `${network.id}`. Nothing
 * sensitive is known only after apply, so what is marked stays marked.
 */
export function withExpressions(value: Shown, expression: unknown): Shown {
  if (value === unknown) return written(expression) ?? unknown;
  if (Array.isArray(value)) return listWith(value, expression);
  if (!isRecord(value)) return value;
  const inner = own(expression, "constant_value") ?? expression;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      // What a written block leaves out, the provider computes.
      const isComputed = item === unknown && isRecord(inner) && !Object.hasOwn(inner, key);
      return [key, isComputed ? undefined : withExpressions(item, asExpression(own(inner, key)))];
    }),
  );
}

function listWith(list: readonly Shown[], expression: unknown): Shown {
  const written = own(expression, "constant_value");
  if (Array.isArray(written)) {
    // Sets have an order of their own.
    if (written.length !== list.length || !list.every((item, index) => agrees(item, written[index]))) return list;
    return list.map((item, index) => withExpressions(item, asExpression(written[index])));
  }
  if (!Array.isArray(expression)) return list;
  return list.map((item) => {
    const alike = expression.filter((block) => agrees(item, block));
    return alike.length === 1 ? withExpressions(item, alike[0]) : item;
  });
}

/** Whether a planned value may be what is written: as far as both say something that can be compared. */
function agrees(value: Shown, expression: unknown): boolean {
  if (isRecord(value) && isRecord(expression)) {
    return Object.entries(expression).every(([key, inner]) => agrees(own<Shown>(value, key), inner));
  }
  if (isRecord(expression)) {
    const constant = own(expression, "constant_value");
    return constant === undefined || agrees(value, constant);
  }
  if (typeof value === "symbol" || Array.isArray(expression) || Array.isArray(value)) return true;
  return isTemplate(expression) || textOf(value) === textOf(expression);
}

/** Numbers may be written as texts. */
function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function isTemplate(value: unknown): boolean {
  return typeof value === "string" && value.includes("${");
}

/** What stands inside a constant has no expression of its own. */
function asExpression(value: unknown): unknown {
  const isExpression = value === undefined || isRecord(value) || Array.isArray(value);
  return isExpression ? value : { constant_value: value };
}

function written(expression: unknown): Shown {
  const constant = own(expression, "constant_value");
  if (constant !== undefined) return inWords(constant);
  const references = own(expression, "references");
  if (!Array.isArray(references) || references.length === 0) return undefined;
  const names = references.map(String);
  const whole = names.filter((name) => !names.some((other) => other.startsWith(`${name}.`)));
  return inWords(`\${${[...new Set(whole)].join(", ")}}`);
}

/** With the words for the addresses that cdktf makes. */
function inWords(value: unknown): Shown {
  if (typeof value === "string") {
    return withConstructPaths(value);
  }
  if (Array.isArray(value)) return value.map(inWords);
  if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inWords(item)]));
  return value as Shown;
}
