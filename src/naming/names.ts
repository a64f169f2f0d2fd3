import { type NameKind, nameKinds } from "./name-kinds";

/**
 * How each kind of name is made: text with placeholders, for all of a kind or for each by its key (a service's, a load
 * balancer's), with `default` for the rest.
 *
 * `{product}`, `{stage}`, `{environment}` (product and stage), `{region}` and `{account}` are known everywhere;
 * `{service}`, `{task}`, `{loadBalancer}`, `{cluster}`, `{key}` where the thing belongs to one. In a target group's name
 * `{hash}` stands for what forces its replacement, so that the new one can be created beside the old one, and differs between
 * the two of a blue/green service; `{color}` stands for `gr` or `bl`, of which such a service has both.
 */
export type NamingScheme = Readonly<Record<NameKind, NamePattern>>;
export type NamePattern = string | Readonly<Record<string, string>>;

/** The names an environment has unless its `names` replace them. */
export const defaultNamingScheme = Object.fromEntries(
  Object.entries(nameKinds).map(([kind, { scheme }]) => [kind, scheme]),
) as NamingScheme;

export type NameValues = Readonly<Record<string, string>>;

/** A name that a stack has given to something. */
export interface GivenName {
  readonly kind: NameKind;
  /** What it is the name of. */
  readonly values: NameValues;
  readonly name: string;
}

/** The names of one environment: every name that a construct is given comes from here. */
export class Names {
  private readonly asked = new Map<string, GivenName>();

  public constructor(
    private readonly scheme: NamingScheme,
    private readonly values: NameValues,
  ) {}

  /**
   * The name of one thing.
   *
   * @throws Error when the scheme asks for a value that this thing does not have, or has no row for it.
   */
  public of(kind: NameKind, values: NameValues = {}): string {
    const made = this.make(kind, values);
    if (!made.ok) throw new Error(`names.${kind}: ${made.problem}`);
    this.asked.set(JSON.stringify([kind, values]), { kind, values, name: made.name });
    return made.name;
  }

  /** Every name that was asked for, once for each thing. */
  public get given(): GivenName[] {
    return [...this.asked.values()];
  }

  /** The name of one thing, or why the scheme does not make one. */
  public make(kind: NameKind, values: NameValues = {}): MadeName {
    const pattern = this.pattern(kind, values);
    if (!pattern.ok) return pattern;
    const known = { ...this.values, ...values };
    const unknown = placeholdersIn(pattern.name).find((name) => !Object.hasOwn(known, name));
    if (unknown !== undefined) {
      return {
        ok: false,
        problem: `{${unknown}} is not known in a name of the kind "${nameKinds[kind].label}"; known are ${placeholderList(Object.keys(known))}`,
      };
    }
    return { ok: true, name: pattern.name.replace(placeholder, (_, name: string) => known[name] ?? "") };
  }

  private pattern(kind: NameKind, { service, loadBalancer, cluster, key }: NameValues): MadeName {
    const row = this.scheme[kind];
    if (typeof row === "string") return { ok: true, name: row };
    const owner = service ?? loadBalancer ?? cluster ?? key ?? "default";
    const pattern = Object.hasOwn(row, owner) ? row[owner] : Object.hasOwn(row, "default") ? row.default : undefined;
    return pattern === undefined
      ? { ok: false, problem: `has no row for ${owner}; add it, or "default"` }
      : { ok: true, name: pattern };
  }
}

type MadeName = { readonly ok: true; readonly name: string } | { readonly ok: false; readonly problem: string };

const placeholder = /\{(\w+)\}/g;

function placeholdersIn(pattern: string): string[] {
  return [...pattern.matchAll(placeholder)].map(([, name = ""]) => name);
}

function placeholderList(names: readonly string[]): string {
  return [...names]
    .sort()
    .map((name) => `{${name}}`)
    .join(", ");
}

/** What is wrong with a name, or `undefined` when AWS would take it. */
export function nameProblem(kind: NameKind, name: string): string | undefined {
  const { label, maxLength, pattern, allowed } = nameKinds[kind];
  if (name.length > maxLength) {
    return `the ${label} name "${name}" has ${name.length} characters, AWS allows ${maxLength}`;
  }
  if (!pattern.test(name)) return `the ${label} name "${name}" may hold only ${allowed}`;
  return undefined;
}
