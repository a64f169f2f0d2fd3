/**
 * A construct id for a host, a path or the like. cdktf leaves dots out of addresses, so that ids with them may meet;
 * underscores, which hosts never have, keep them apart.
 */
export function constructId(text: string): string {
  return text
    .replace("*", "wildcard")
    .replaceAll(".", "_")
    .replaceAll(/[^\w-]+/g, "-");
}
