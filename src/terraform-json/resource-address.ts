/** What a resource's address says of it, without the keys of its instances. */
export interface ResourceAddress {
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  /** As the configuration has it, below its modules: `module.network.aws_subnet.private`. */
  readonly block: string;
}

/** Reads an address as `module.network["a.b"].data.aws_vpc.main[0]`; a key may have any character in it. */
export function readAddress(address: string): ResourceAddress {
  const block = address.replaceAll(/\[(?:"(?:[^"\\]|\\.)*"|[^\]"]*)\]/g, "");
  const parts = block.split(".");
  const [type = "", name = ""] = parts.slice(-2);
  return { mode: parts.at(-3) === "data" ? "data" : "managed", type, name, block };
}
