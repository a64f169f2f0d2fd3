/** A VPC that things can be placed in, whoever made it. */
export interface INetwork {
  readonly vpcId: string;
  /** The VPC's IPv4 range. */
  readonly cidr: string;
  /** For load balancers that face the internet. */
  readonly publicSubnetIds: string[];
  /** For tasks, databases and internal load balancers. */
  readonly privateSubnetIds: string[];
  /** What the public subnets speak. */
  readonly publicAddresses: "ipv4" | "dualstack";
}
