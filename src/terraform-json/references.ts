import { isRecord } from "./record";

/** What an expression such as `aws_lb.public.arn` stands for. */
export interface Reference {
  /** As in `aws_lb.public`, or `data.aws_vpc.existing`. */
  readonly address: string;
  /** From the attribute on, as in `arn` or `master_user_secret.0.secret_arn`. */
  readonly path: string;
}

const interpolation = /(?<!\$)\$\{([^}]*)\}/g;

/** What stands between the braces of a value that is one expression and nothing else. */
export function expressionOf(value: unknown): string | undefined {
  return typeof value === "string" ? /^\$\{([^{}]*)\}$/.exec(value)?.[1] : undefined;
}

/** Every expression in a text. */
export function expressionsIn(text: string): string[] {
  return [...text.matchAll(interpolation)].map(([, expression = ""]) => expression);
}

/** The reference that an expression is, if it is one and nothing else. */
export function referenceIn(expression: string): Reference | undefined {
  const [, address, path] = /^((?:data\.)?\w+\.[\w-]+)\.([\w.[\]]+)$/.exec(expression) ?? [];
  if (address === undefined || path === undefined) return undefined;
  return { address, path: path.replaceAll(/\[(\d+)\]/g, ".$1") };
}

/** The reference that a value is, if it is one and nothing else. */
export function referenceOf(value: unknown): Reference | undefined {
  return referenceIn(expressionOf(value) ?? "");
}

/** The addresses of all blocks of AWS's and random's that a value names, in whatever expression, each once. */
export function addressesIn(value: unknown): string[] {
  if (value === undefined) return [];
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const named = text.matchAll(/(?:\bdata\.)?\b(?:aws|random)_\w+\.[\w-]+/g);
  return [...new Set([...named].map(([address]) => address))];
}

/** A text with others in the place of its expressions; where none is known, the expression stays. */
export function interpolated(text: string, textOf: (expression: string) => string | undefined): string {
  return text.replaceAll(interpolation, (whole, expression: string) => textOf(expression) ?? whole);
}

/** A value with texts in the place of the references to them; where no text is known, the reference stays. */
export function resolved<T>(value: T, textOf: (reference: Reference) => string | undefined): T;
export function resolved(value: unknown, textOf: (reference: Reference) => string | undefined): unknown {
  if (typeof value === "string") {
    return interpolated(value, (expression) => {
      const reference = referenceIn(expression);
      return reference && textOf(reference);
    });
  }
  if (Array.isArray(value)) return value.map((item: unknown) => resolved(item, textOf));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolved(item, textOf)]));
}
