import { TerraformElement, TerraformResource, TerraformStack } from "cdktf";
import type { Construct } from "constructs";

import type { RetainedResources } from "../naming/retained-resources";
import { addressOf } from "./address";

/**
 * Turns the loss of a stateful resource into forgetting: a `removed` block for every known address that is no
 * longer part of the stack. `prevent_destroy` cannot do that, since it goes with the block that it stands in. Only an
 * address that is taken off the list can be destroyed.
 */
export class RetainedAddresses extends TerraformElement {
  public constructor(
    scope: Construct,
    id: string,
    private readonly known: RetainedResources,
  ) {
    super(scope, id);
  }

  public override toTerraform(): unknown {
    const there = new Set(addressesOf(TerraformStack.of(this)));
    const gone = [...this.known.managed, ...this.known.forgotten].filter((address) => !there.has(address));
    if (gone.length === 0) return {};
    return { removed: gone.sort().map((from) => ({ from, lifecycle: { destroy: false } })) };
  }
}

function addressesOf(stack: TerraformStack): string[] {
  return stack.node
    .findAll()
    .filter((node) => node instanceof TerraformResource)
    .map(addressOf);
}
