/** What an expression such as `${aws_lb.public.arn}` stands for. */
export interface Reference {
  /** As in `aws_lb.public`, or `data.aws_vpc.existing`. */
  readonly address: string;
  readonly attribute: string;
}

const expression = String.raw`\$\{((?:data\.)?[\w-]+\.[\w-]+)\.(\w+)[^}]*\}`;
const onlyExpression = new RegExp(`^${expression}$`);
const everyExpression = new RegExp(`(?<!\\$)${expression}`, "g");

/** The reference that a value is, if it is one and nothing else. */
export function referenceOf(value: unknown): Reference | undefined {
  const [, address, attribute] = onlyExpression.exec(String(value)) ?? [];
  return address === undefined || attribute === undefined ? undefined : { address, attribute };
}

/** The addresses of all blocks of AWS's and random's that a value names, in whatever expression, each once. */
export function addressesIn(value: unknown): string[] {
  const text = typeof value === "string" ? value : ((JSON.stringify(value) as string | undefined) ?? "");
  const named = text.matchAll(/(?:\bdata\.)?\b(?:aws|random)_\w+\.[\w-]+/g);
  return [...new Set([...named].map(([address]) => address))];
}

/** A value with texts in the place of the references to them; where no text is known, the reference stays. */
export function resolved<T>(value: T, textOf: (reference: Reference) => string | undefined): T {
  const json = JSON.stringify(value) as string | undefined;
  if (json === undefined) return value;
  const replaced = json.replaceAll(everyExpression, (whole, address: string, attribute: string) => {
    const text = textOf({ address, attribute });
    return text === undefined ? whole : JSON.stringify(text).slice(1, -1);
  });
  return JSON.parse(replaced) as T;
}
