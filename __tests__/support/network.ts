import type { INetwork } from "../../src/constructs/network/network";

/** A network that needs no resources. */
export const network: INetwork = {
  vpcId: "vpc-1",
  cidr: "10.0.0.0/16",
  publicSubnetIds: ["subnet-public-a", "subnet-public-b"],
  privateSubnetIds: ["subnet-private-a", "subnet-private-b"],
  databaseSubnetIds: ["subnet-database-a", "subnet-database-b"],
  internetAccess: [],
  outboundAccess: [],
  natGateways: [],
  publicAddresses: "ipv4",
  forEachPrivateSubnet: (make) => {
    for (const key of ["a", "b"]) make({ key, id: `subnet-private-${key}` });
  },
};
