import type { Block } from "../terraform-json/block";
import { at, isRecord, own } from "../terraform-json/record";
import {
  expressionOf,
  expressionsIn,
  interpolated,
  type Reference,
  referenceIn,
  referenceOf,
} from "../terraform-json/references";
import type { Attributes } from "./exported-resource";

/** Stands for a value that depends on what is not known, or not known yet. */
export const unresolved = Symbol("unresolved");
/** Stands for the key of a `for_each`, whatever it will be. */
export const each = Symbol("each");

const selection = /^one\(\[for (\w+) in (.+) : \1\.(\w+) if \1\.(\w+) == "([^"]*)"\]\)$/;
/** Longer chains of references are none that a stack has. */
const longestChain = 20;

/** Tells what the synthesized JSON refers to, as far as it follows from what was recognized. */
export class References {
  private readonly learned = new Map<string, Set<unknown>>();

  /** @param known what is known of resources and data sources, by address */
  public constructor(
    private readonly resources: ReadonlyMap<string, Block>,
    private readonly known: ReadonlyMap<string, Attributes>,
  ) {
    for (const [address, attributes] of known) this.learnFrom(address, attributes);
  }

  /** An attribute of a resource of the stack; `undefined` where its block does not say it and it is not known before an apply. */
  public attribute({ address, body }: Block, path: string): unknown {
    const said = at(body, path);
    return said === undefined ? this.learnedValue({ address, path }) : this.value(said);
  }

  private value(expression: unknown, chain = 0): unknown {
    if (Array.isArray(expression)) return this.all(expression, chain);
    if (isRecord(expression)) {
      const values = this.all(Object.values(expression), chain);
      if (values === unresolved) return unresolved;
      return Object.fromEntries(Object.keys(expression).map((key, index) => [key, (values as unknown[])[index]]));
    }
    return typeof expression === "string" ? this.text(expression, chain) : expression;
  }

  private all(expressions: readonly unknown[], chain: number): unknown {
    const values = expressions.map((expression) => this.value(expression, chain));
    return values.includes(unresolved) ? unresolved : values;
  }

  private text(text: string, chain: number): unknown {
    const whole = expressionOf(text);
    if (whole !== undefined) return this.expression(whole, chain);
    const values = expressionsIn(text).map((expression) => this.expression(expression, chain));
    if (values.some((value) => typeof value !== "string" && typeof value !== "number")) return unresolved;
    return interpolated(text, () => String(values.shift())).replaceAll("$${", "${");
  }

  private expression(text: string, chain: number): unknown {
    if (chain > longestChain) return unresolved;
    if (text === "each.value" || text === "each.key") return each;
    const selected = selection.exec(text);
    if (selected) {
      const [, , list = "", wanted = "", key = "", value] = selected;
      const options = this.expression(list, chain + 1);
      if (!Array.isArray(options)) return unresolved;
      const fitting = options.filter((option: unknown) => own(option, key) === value);
      return (fitting.length === 1 ? own(fitting[0], wanted) : undefined) ?? unresolved;
    }
    const target = referenceIn(text);
    return target ? this.referred(target, chain) : unresolved;
  }

  private referred({ address, path }: Reference, chain: number): unknown {
    const known = at(this.known.get(address), path);
    if (known !== undefined) return known;
    const said = at(this.resources.get(address)?.body, path);
    if (said !== undefined) return this.value(said, chain + 1);
    return this.learnedValue({ address, path }) ?? unresolved;
  }

  private learnedValue({ address, path }: Reference): unknown {
    const values = this.learned.get(`${address}.${path}`);
    return values?.size === 1 ? [...values][0] : undefined;
  }

  /** What a recognized resource refers to is what it has: a key has the id that its alias points to. */
  private learnFrom(address: string, attributes: Attributes): void {
    for (const [name, expression] of Object.entries(this.resources.get(address)?.body ?? {})) {
      const value = own(attributes, name);
      if (typeof value === "string" && value !== "") this.learn(expression, value);
    }
  }

  private learn(expression: unknown, value: string, chain = 0): void {
    const target = referenceOf(expression);
    if (!target || chain > longestChain) return;
    const key = `${target.address}.${target.path}`;
    this.learned.set(key, (this.learned.get(key) ?? new Set()).add(value));
    this.learn(at(this.resources.get(target.address)?.body, target.path), value, chain + 1);
  }
}
