import { TerraformElement, type TerraformResource } from "cdktf";
import type { Construct } from "constructs";

import { addressOf } from "./address";

/**
 * A `moved` block: a resource that stood here, under this scope and id, is the other one now, and stays as it is in AWS. Where
 * no state knows it here the block does nothing, so it may stay until every environment is upgraded.
 */
export class MovedFrom extends TerraformElement {
  public constructor(
    scope: Construct,
    id: string,
    private readonly resource: TerraformResource,
  ) {
    super(scope, id);
  }

  public override toTerraform(): unknown {
    const from = `${this.resource.terraformResourceType}.${this.friendlyUniqueId}`;
    return { moved: [{ from, to: addressOf(this.resource) }] };
  }
}
