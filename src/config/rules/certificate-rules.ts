import { certificateName } from "../certificate-name";
import type { Environment } from "../environment";
import type { Problem } from "../problems";

/** Characters of the name that a certificate is issued to (AWS Certificate Manager, `RequestCertificate`); others may be longer. */
const longestFirstName = 64;

export function certificateRules(environment: Environment): Problem[] {
  const { dns, staticAssets } = environment;
  const names = [
    { path: dns?.domain === undefined ? "dns.zone" : "dns.domain", name: certificateName(environment) },
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
