import { describe, expect, test } from "@jest/globals";

import { type Asking, DnsSilence, publicDns } from "../../../src/operations/preflight/public-dns";

/** A resolver with these name servers; an error's code in their place is what it fails with. */
function resolver(servers: Readonly<Record<string, string[] | string>>): Asking {
  const answer = <T>(domain: string): Promise<T[]> => {
    const found = servers[domain] ?? "ENOTFOUND";
    return typeof found === "string"
      ? Promise.reject(Object.assign(new Error(`query ${found} ${domain}`), { code: found }))
      : Promise.resolve(found as T[]);
  };
  return { resolveNs: answer, resolveCaa: answer };
}

describe("public DNS", () => {
  const world = { "amazonaws.com": ["ns.example"] };

  test("answers with what there is, or nothing", async () => {
    const dns = publicDns(resolver({ ...world, "example.com": ["ns1.example"], "empty.example": "ENODATA" }));
    expect(await dns.nameServers("example.com")).toEqual(["ns1.example"]);
    expect(await dns.nameServers("nobody.example")).toEqual([]);
    expect(await dns.certificateAuthorities("empty.example")).toEqual([]);
  });

  test("is silent when it fails", async () => {
    const dns = publicDns(resolver({ ...world, "example.com": "ESERVFAIL" }));
    await expect(dns.nameServers("example.com")).rejects.toThrow(new DnsSilence("ESERVFAIL"));
  });

  test("is silent when it knows nobody, as in a closed network", async () => {
    await expect(publicDns(resolver({})).nameServers("example.com")).rejects.toThrow(
      new DnsSilence("this network's DNS does not know amazonaws.com either"),
    );
  });
});
