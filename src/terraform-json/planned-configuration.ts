import { blockAt } from "./block";
import { Blocks } from "./blocks";
import type { Body } from "./body";
import { isRecord, own } from "./record";

/** A resource or data source in the `configuration` of a plan's JSON. */
export interface PlannedResource {
  readonly address: string;
  /** The key of its provider in `provider_config`. */
  readonly provider_config_key: string | undefined;
  readonly expressions: Readonly<Record<string, unknown>>;
}

/**
 * The blocks of the configuration that a plan is for, as a synthesized configuration has them (Terraform, "Expression
 * Representation"): a plan says what an expression refers to, and not how it is written.
 */
export function blocksOfPlan(
  resources: readonly PlannedResource[],
  providers: Readonly<Record<string, unknown>>,
): Blocks {
  return new Blocks(
    resources.map(({ address, expressions, provider_config_key: key }) => {
      const region = valueOf(own(own(own(providers, key ?? ""), "expressions"), "region"));
      return blockAt(address, bodyOf(expressions), typeof region === "string" ? region : "");
    }),
  );
}

function bodyOf(expressions: Readonly<Record<string, unknown>>): Body {
  return Object.fromEntries(Object.entries(expressions).map(([name, expression]) => [name, valueOf(expression)]));
}

/** A constant, the references of an expression, or the nested blocks of an argument. */
function valueOf(expression: unknown): unknown {
  if (Array.isArray(expression)) return expression.map(valueOf);
  if (!isRecord(expression)) return undefined;
  if (Object.hasOwn(expression, "constant_value")) return expression.constant_value;
  const references = own(expression, "references");
  if (!Array.isArray(references)) return bodyOf(expression);
  const names = references.map(String);
  return `\${${names.filter((name) => !names.some((other) => other.startsWith(`${name}.`))).join(", ")}}`;
}
