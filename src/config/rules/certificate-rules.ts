import type { Environment } from "../environment";
import type { Problem } from "../problems";

/** Characters of the name that a certificate is issued to (AWS Certificate Manager, `RequestCertificate`); others may be longer. */
const longestFirstName = 64;

export function certificateRules({ dns, staticAssets, loadBalancers: balancers }: Environment): Problem[] {
  const issued = Object.keys(balancers).length > 0 && dns ? (dns.domain ?? dns.zone) : undefined;
  const names = [
    { path: dns?.domain === undefined ? "dns.zone" : "dns.domain", name: issued },
    { path: "staticAssets.host", name: staticAssets?.host },
  ];
  return names.flatMap(({ path, name }) =>
    name !== undefined && name.length > longestFirstName
      ? [
          {
            path,
            message: `${name} has ${name.length} characters, and ACM issues certificates to names of at most ${longestFirstName}; ${path === "dns.zone" ? "set dns.domain to a shorter host" : "choose a shorter host"}`,
          },
        ]
      : [],
  );
}
