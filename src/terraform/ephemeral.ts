import { TerraformElement } from "cdktf";
import type { Construct } from "constructs";

/**
 * An `ephemeral` block: a value that exists only while Terraform runs and that neither plan nor state ever hold
 * (Terraform 1.10, "Ephemeral resources"). cdktf has no construct for it.
 */
export class TerraformEphemeral extends TerraformElement {
  public constructor(
    scope: Construct,
    id: string,
    private readonly type: string,
    private readonly config: Readonly<Record<string, unknown>>,
  ) {
    super(scope, id);
  }

  /** A reference to one of its attributes; Terraform accepts it only where nothing is stored. */
  public attribute(name: string): string {
    return `\${ephemeral.${this.type}.${this.friendlyUniqueId}.${name}}`;
  }

  public override toTerraform(): unknown {
    return { ephemeral: { [this.type]: { [this.friendlyUniqueId]: this.config } } };
  }
}
