import type { Block } from "./block";
import { at } from "./record";
import { addressesIn, type Reference, resolved } from "./references";

/** The blocks of a stack, to be asked by type and by what refers to what. */
export class Blocks {
  readonly resources: readonly Block[];
  readonly dataSources: readonly Block[];
  private readonly byAddress: ReadonlyMap<string, Block>;
  private readonly byType: ReadonlyMap<string, readonly Block[]>;
  private byPart: ReadonlyMap<string, readonly Block[]> | undefined;
  private readonly referring = new Map<string, ReadonlyMap<string, readonly Block[]>>();

  constructor(readonly all: readonly Block[]) {
    this.resources = all.filter(({ mode }) => mode === "managed");
    this.dataSources = all.filter(({ mode }) => mode === "data");
    this.byAddress = new Map(all.map((block) => [block.address, block]));
    this.byType = grouped(all, (block) => [typeOf(block)]);
  }

  /** Every block of a type; the type of a data source with `data.` before it. */
  of(type: string): readonly Block[] {
    return this.byType.get(type) ?? [];
  }

  /** The blocks of a type that stand in a part of the environment, as in `services.api`. */
  within(part: string, type: string): Block[] {
    this.byPart ??= grouped(this.all, ({ path }) => [path.part]);
    return (this.byPart.get(part) ?? []).filter((block) => typeOf(block) === type);
  }

  get(address: string): Block | undefined {
    return this.byAddress.get(address);
  }

  /** The first block that a value refers to. */
  target(value: unknown): Block | undefined {
    return this.targets(value)[0];
  }

  /** Every block that a value refers to, anywhere in it. */
  targets(value: unknown): Block[] {
    return addressesIn(value).flatMap((address) => this.byAddress.get(address) ?? []);
  }

  /** The resources of a type whose argument refers to a block. */
  referringTo({ address }: Pick<Block, "address">, type: string, argument: string): readonly Block[] {
    const key = `${type}.${argument}`;
    let found = this.referring.get(key);
    if (!found) {
      found = grouped(this.of(type), ({ body }) => addressesIn(body[argument]));
      this.referring.set(key, found);
    }
    return found.get(address) ?? [];
  }

  /** Some resources with every resource that they refer to, directly or through others. */
  withDependencies(some: readonly Block[]): Block[] {
    const found = new Set(some);
    for (const { body } of found)
      for (const block of this.targets(body)) if (block.mode === "managed") found.add(block);
    return [...found];
  }

  /** A value with texts in the place of the references to them; what only AWS knows stays a reference. */
  resolve<T>(value: T): T {
    return resolved(value, (reference) => this.textAt(reference, []));
  }

  /** A text, number or boolean as a text, its references resolved; empty for anything else. */
  text(value: unknown): string {
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    return typeof value === "string" ? this.resolve(value) : "";
  }

  private textAt({ address, path }: Reference, chain: readonly string[]): string | undefined {
    const value = at(this.byAddress.get(address)?.body, path);
    const key = `${address}.${path}`;
    if (typeof value !== "string" || chain.includes(key)) return undefined;
    const text = resolved(value, (reference) => this.textAt(reference, [...chain, key]));
    return text.includes("${") ? undefined : text;
  }
}

function typeOf({ mode, type }: Block): string {
  return mode === "data" ? `data.${type}` : type;
}

function grouped(blocks: readonly Block[], keysOf: (block: Block) => readonly string[]): Map<string, Block[]> {
  const groups = new Map<string, Block[]>();
  for (const block of blocks)
    for (const key of keysOf(block)) {
      const group = groups.get(key);
      if (group) group.push(block);
      else groups.set(key, [block]);
    }
  return groups;
}
