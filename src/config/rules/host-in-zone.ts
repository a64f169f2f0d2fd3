import type { Problem } from "../problems";

/** What is wrong with hosts that the zone cannot answer for. */
export function outsideTheZone(
  hosts: readonly { readonly path: string; readonly host: string }[],
  zone: string,
): Problem[] {
  return hosts
    .filter(({ host }) => host !== zone && !host.endsWith(`.${zone}`))
    .map(({ path, host }) => ({
      path,
      message: `${host} is outside the zone ${zone}; choose a host that ends in .${zone}`,
    }));
}
