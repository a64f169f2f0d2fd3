import { Address4 } from "ip-address";

import { prefixLength } from "./cidr";

/** The letters of an AWS region's availability zones, in the order in which their subnets are laid out. */
export const zoneLetters = ["a", "b", "c", "d", "e", "f"] as const;
export type ZoneLetter = (typeof zoneLetters)[number];

export interface ZoneSubnets {
  readonly public: string;
  readonly private: string;
}

const blockBits = 4;
const privateOffset = 8;

/**
 * The subnets of one zone, computed from the VPC's range alone: the range is cut into sixteen blocks, public subnets
 * take the first eight in the order of the zones' letters and private ones the last eight. A zone's subnets
 * therefore never depend on which other zones are in use.
 */
export function computedSubnets(vpcCidr: string, zone: ZoneLetter): ZoneSubnets {
  const position = zoneLetters.indexOf(zone);
  return { public: block(vpcCidr, position), private: block(vpcCidr, privateOffset + position) };
}

function block(vpcCidr: string, index: number): string {
  const length = prefixLength(vpcCidr) + blockBits;
  const start = new Address4(vpcCidr).startAddress().bigInt() + (BigInt(index) << BigInt(32 - length));
  return `${Address4.fromBigInt(start).correctForm()}/${length}`;
}
