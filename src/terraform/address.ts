import type { TerraformResource } from "cdktf";

/** A resource's address, as `import`, `removed` and `depends_on` want it: `aws_vpc.network_39EEAA36`. */
export function addressOf({ terraformResourceType, friendlyUniqueId }: TerraformResource): string {
  return `${terraformResourceType}.${friendlyUniqueId}`;
}
