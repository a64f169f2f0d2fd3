import type { AddressedBlock, SynthesizedStack } from "./synthesized-stack";

/** What the blocks of a stack say of each other, as far as it is known before a deploy. */
export class References {
  private readonly blocks: ReadonlyMap<string, AddressedBlock>;

  constructor(stack: SynthesizedStack) {
    this.blocks = new Map([...stack.resources, ...stack.dataSources].map((block) => [block.address, block]));
  }

  /** The block that a reference such as `${aws_ecs_service.api.name}` is to. */
  target(reference: unknown): AddressedBlock | undefined {
    const [, address] = /^\$\{((?:data\.)?[\w-]+\.[\w-]+)\.\w+\}$/.exec(String(reference)) ?? [];
    return address === undefined ? undefined : this.blocks.get(address);
  }

  /** A value with texts in the place of the references to them; what only AWS knows stays a reference. */
  resolve<T>(value: T): T {
    const text = JSON.stringify(value) as string | undefined;
    if (text === undefined) return value;
    const resolved = text.replaceAll(
      /(?<!\$)\$\{((?:data\.)?[\w-]+\.[\w-]+)\.(\w+)\}/g,
      (reference, address: string, attribute: string) => {
        const body = this.blocks.get(address)?.body ?? {};
        const known = Object.hasOwn(body, attribute) ? body[attribute] : undefined;
        return typeof known === "string" && !known.includes("${") ? JSON.stringify(known).slice(1, -1) : reference;
      },
    );
    return JSON.parse(resolved) as T;
  }
}
