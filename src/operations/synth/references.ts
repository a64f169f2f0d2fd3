import { referenceOf, resolved } from "../../terraform-json/references";
import type { AddressedBlock, SynthesizedStack } from "./synthesized-stack";

/** What the blocks of a stack say of each other, as far as it is known before a deploy. */
export class References {
  private readonly blocks: ReadonlyMap<string, AddressedBlock>;

  constructor(stack: SynthesizedStack) {
    this.blocks = new Map([...stack.resources, ...stack.dataSources].map((block) => [block.address, block]));
  }

  /** The block that a reference such as `${aws_ecs_service.api.name}` is to. */
  target(reference: unknown): AddressedBlock | undefined {
    return this.blocks.get(referenceOf(reference)?.address ?? "");
  }

  /** A value with texts in the place of the references to them; what only AWS knows stays a reference. */
  resolve<T>(value: T): T {
    return resolved(value, ({ address, attribute }) => {
      const body = this.blocks.get(address)?.body ?? {};
      const known = Object.hasOwn(body, attribute) ? body[attribute] : undefined;
      return typeof known === "string" && !known.includes("${") ? known : undefined;
    });
  }
}
