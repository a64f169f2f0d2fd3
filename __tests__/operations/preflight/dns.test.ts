import type { CaaRecord } from "node:dns";

import { describe, expect, test } from "@jest/globals";

import { certificate, permits } from "../../../src/operations/preflight/certificate";
import { missing, ok, warning } from "../../../src/operations/preflight/check";
import { DnsSilence, type PublicDns } from "../../../src/operations/preflight/public-dns";
import { judgeZone, zonesOf } from "../../../src/operations/preflight/zone";
import type { TerraformJson } from "../../../src/terraform-json/configuration";
import { stackOf } from "../support/stack";

describe("a zone", () => {
  const domain = "shop.example.com";
  const zone = { id: "Z1", nameServers: ["ns-1.awsdns-01.org", "ns-2.awsdns-02.com"] };
  const elsewhere = { domain, made: "elsewhere" } as const;

  test("is looked up or created, and public", () => {
    const stack = stackOf("shop-staging", {
      data: {
        aws_route53_zone: { one: { name: "example.com", private_zone: false }, two: { name: "x", private_zone: true } },
      },
      resource: { aws_route53_zone: { three: { name: "shop.example.com." }, four: { name: "local", vpc: [{}] } } },
    });
    expect(zonesOf(stack)).toEqual([
      { domain: "example.com", made: "elsewhere" },
      { domain: "shop.example.com", made: "here" },
    ]);
  });

  test("is fine when the world asks its name servers, however they are written", () => {
    expect(judgeZone(elsewhere, [zone], ["NS-2.awsdns-02.com.", "ns-1.awsdns-01.org"])).toEqual(
      ok("shop.example.com is delegated to the zone Z1"),
    );
  });

  test.each<[string, Parameters<typeof judgeZone>, unknown]>([
    [
      "is not there",
      [elsewhere, [], []],
      missing(
        "shop.example.com: Route 53 has no public zone of that name in this account",
        "aws route53 create-hosted-zone --name shop.example.com --caller-reference shop.example.com-1  # then enter its name servers at the parent zone",
      ),
    ],
    [
      "is created by the deploy",
      [{ domain, made: "here" }, [], []],
      warning(
        "shop.example.com: the deploy creates the zone, and then waits for the certificate",
        "As soon as it is there, enter its name servers at the parent zone:  aws route53 list-hosted-zones-by-name --dns-name shop.example.com",
      ),
    ],
    [
      "is there twice",
      [elsewhere, [zone, { ...zone, id: "Z2" }], []],
      missing(
        "shop.example.com: there are 2 public zones of that name (Z1, Z2)",
        "Delete those without a delegation:  aws route53 delete-hosted-zone --id …",
      ),
    ],
    [
      "has no delegation",
      [elsewhere, [zone], []],
      missing(
        "shop.example.com has no delegation",
        "At the parent zone or registrar, enter as its name servers: ns-1.awsdns-01.org, ns-2.awsdns-02.com",
      ),
    ],
    [
      "is delegated elsewhere",
      [elsewhere, [zone], ["ns.registrar.example"]],
      missing(
        "shop.example.com is delegated to ns.registrar.example, not to the zone Z1",
        "At the parent zone or registrar, enter as its name servers: ns-1.awsdns-01.org, ns-2.awsdns-02.com",
      ),
    ],
    [
      "cannot be asked about",
      [elsewhere, [zone], new DnsSilence("ETIMEOUT")],
      warning("shop.example.com: public DNS could not be asked (ETIMEOUT)", "dig +short NS shop.example.com"),
    ],
  ])("%s", (_, [sought, zones, delegated], finding) => {
    expect(judgeZone(sought, zones, delegated)).toEqual(finding);
  });
});

describe("a certificate", () => {
  const blocks: Pick<TerraformJson, "resource" | "data"> = {
    data: { aws_route53_zone: { zone: { name: "example.com" } } },
    resource: {
      aws_acm_certificate: {
        one: { domain_name: "api.example.com", subject_alternative_names: ["*.example.com"] },
      },
    },
  };

  /** A DNS with these CAA records; `undefined` answers nothing. */
  function dnsWith(records: Readonly<Record<string, CaaRecord[]>> | undefined): PublicDns {
    return {
      nameServers: () => Promise.resolve([]),
      certificateAuthorities: (domain) =>
        records ? Promise.resolve(records[domain] ?? []) : Promise.reject(new DnsSilence("ECONNREFUSED")),
    };
  }

  const judge = (records: Parameters<typeof dnsWith>[0], json = blocks): Promise<unknown> =>
    Promise.resolve(
      certificate.run({ stack: stackOf("shop", json), dns: dnsWith(records), state: () => Promise.resolve(undefined) }),
    );

  test("is possible where no CAA record says otherwise", async () => {
    expect(await judge({})).toEqual([ok("ACM may issue for *.example.com, api.example.com")]);
  });

  test("is impossible where only another authority may issue, be it said at a parent", async () => {
    expect(await judge({ "example.com": [{ critical: 0, issue: "letsencrypt.org" }] })).toEqual([
      missing(
        "the CAA records of example.com let other authorities issue, but not Amazon",
        'Add the record to the zone that answers for it:  example.com  CAA  0 issue "amazon.com"',
      ),
    ]);
  });

  test("needs the permission of the nearest name that says something", async () => {
    const records = {
      "example.com": [{ critical: 0, issue: "amazon.com" }],
      "api.example.com": [{ critical: 0, issue: ";" }],
    };
    expect(await judge(records)).toEqual([
      missing(
        "the CAA records of api.example.com let other authorities issue, but not Amazon",
        'Add the record to the zone that answers for it:  api.example.com  CAA  0 issue "amazon.com"',
      ),
    ]);
  });

  test("may be possible where nobody answers", async () => {
    expect(await judge(undefined)).toEqual([
      warning("whether ACM may issue could not be asked (ECONNREFUSED)", "dig +short CAA api.example.com"),
    ]);
  });

  test("cannot be proven for a name outside of the zones", async () => {
    const outside = { ...blocks, data: { aws_route53_zone: { zone: { name: "ample.com" } } } };
    expect(await judge({}, outside)).toContainEqual(
      missing(
        "api.example.com is in none of the environment's zones, so ACM cannot be shown that it is yours",
        "Correct the name in the environment's file, or its zone.",
      ),
    );
  });

  test("is permitted by each of Amazon's names, and for wildcards by records of their own", () => {
    const issue = (value: string): CaaRecord => ({ critical: 0, issue: value });
    const wild = (value: string): CaaRecord => ({ critical: 0, issuewild: value });
    expect(permits([issue("letsencrypt.org"), issue("Amazon.com; account=1")], "issue")).toBe(true);
    expect(permits([issue("amazon.com"), wild(";")], "issuewild")).toBe(false);
    expect(permits([issue("amazon.com"), wild(";")], "issue")).toBe(true);
    expect(permits([{ critical: 0, iodef: "mailto:a@example.com" }], "issue")).toBe(true);
    expect(permits([issue("notamazon.com")], "issue")).toBe(false);
  });
});
