import type { TerraformResource, TerraformIterator } from "cdktf";

/** One private subnet, or each of those that Terraform finds. */
export interface PrivateSubnet {
  /** Tells subnets apart in construct ids. */
  readonly key: string;
  readonly id: string;
  /** What to repeat a resource over, where the subnets are known only to Terraform. */
  readonly forEach?: TerraformIterator;
}

/** A VPC that resources can be placed in, managed here or existing. */
export interface INetwork {
  readonly vpcId: string;
  /** The VPC's IPv4 range. */
  readonly cidr: string;
  /** For load balancers that face the internet. */
  readonly publicSubnetIds: string[];
  /** What public subnets reach the internet through; whatever faces the internet must wait for it, and not outlive it. */
  readonly internetAccess: TerraformResource[];
  /** What private subnets reach the internet through; whatever pulls an image at its start must wait for it. */
  readonly outboundAccess: TerraformResource[];
  /** The NAT gateways among them, each with its zone's letter. */
  readonly natGateways: readonly { readonly zone: string; readonly id: string }[];
  /** For tasks and internal load balancers. */
  readonly privateSubnetIds: string[];
  /** For databases. */
  readonly databaseSubnetIds: string[];
  /** Makes something in each private subnet, once. */
  forEachPrivateSubnet(make: (subnet: PrivateSubnet) => void): void;
  /** What the public subnets speak. */
  readonly publicAddresses: "ipv4" | "dualstack";
}
