import { Address4 } from "ip-address";

/** Whether the text is an IPv4 network written from its first address, such as `10.0.0.0/16`. */
export function isCidr(text: string): boolean {
  return (
    /\/\d+$/.test(text) &&
    Address4.isValid(text) &&
    new Address4(text).startAddress().correctForm() === text.split("/")[0]
  );
}

export function cidrsOverlap(one: string, other: string): boolean {
  return cidrContains(one, other) || cidrContains(other, one);
}

/** Whether every address of `inner` belongs to `outer`. */
export function cidrContains(outer: string, inner: string): boolean {
  return new Address4(inner).isInSubnet(new Address4(outer));
}

export function prefixLength(cidr: string): number {
  return new Address4(cidr).subnetMask;
}
