import { addressesIn, resolved } from "../terraform-json/references";
import type { Block, DocumentedStack } from "./documented-stack";

/** The blocks of a stack, to be asked by type and by what refers to what. */
export class Inventory {
  private readonly byAddress: ReadonlyMap<string, Block>;
  private readonly byType = new Map<string, Block[]>();

  constructor(stack: Pick<DocumentedStack, "resources" | "dataSources" | "region">) {
    const found = stack.dataSources.map((block) => ({ ...block, type: `data.${block.type}`, region: stack.region }));
    const blocks = [...stack.resources, ...found]
      .map((block) => ({ ...block, name: block.address.split(".").at(-1) ?? "" }))
      .sort((one, other) => (one.address < other.address ? -1 : 1));
    this.byAddress = new Map(blocks.map((block) => [block.address, block]));
    for (const block of blocks) {
      const alike = this.byType.get(block.type);
      if (alike) alike.push(block);
      else this.byType.set(block.type, [block]);
    }
  }

  /** Every block of a type, by address; a data source's type begins with `data.`. */
  of(type: string): readonly Block[] {
    return this.byType.get(type) ?? [];
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

  /** A text with what it refers to in the place of the references, as far as that is known before a deploy. */
  text(value: unknown): string {
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    if (typeof value !== "string") return "";
    return resolved(value, ({ address, attribute }) => {
      const body = this.byAddress.get(address)?.body ?? {};
      const known = Object.hasOwn(body, attribute) ? body[attribute] : undefined;
      return typeof known === "string" && known !== value ? this.text(known) : undefined;
    });
  }
}
