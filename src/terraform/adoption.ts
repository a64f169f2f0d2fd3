import { TerraformElement, type TerraformResource } from "cdktf";
import type { Construct } from "constructs";

import { addressOf } from "./address";

/**
 * An `import` block: brings something that exists already under a resource. Once it is in the state the block does
 * nothing, so it may stay. cdktf's own `importFrom` starts a process for every resource.
 */
export class Adoption extends TerraformElement {
  public constructor(
    scope: Construct,
    id: string,
    private readonly resource: TerraformResource,
    private readonly externalId: string,
  ) {
    super(scope, id);
  }

  public override toTerraform(): unknown {
    return { import: [{ to: addressOf(this.resource), id: this.externalId }] };
  }
}
