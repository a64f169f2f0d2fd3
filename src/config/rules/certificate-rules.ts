import { certificateName } from "../certificate-name";
import type { Environment } from "../environment";
import type { Problem } from "../problems";
import { allHostsOf } from "../routes";

/** Characters of the name that a certificate is issued to (AWS Certificate Manager, `RequestCertificate`); others may be longer. */
const longestFirstName = 64;

export function certificateRules(environment: Environment): Problem[] {
  const { dns, staticAssets } = environment;
  const names = [
    { path: dns?.domain === undefined ? "dns.zone" : "dns.domain", name: certificateName(environment) },
    { path: "staticAssets.host", name: staticAssets?.host },
  ];
  return [
    ...tooManyNames(environment),
    ...names.flatMap(({ path, name }) =>
      name !== undefined && name.length > longestFirstName
        ? [
            {
              path,
              message: `${name} has ${name.length} characters, and ACM issues certificates to names of at most ${longestFirstName}; ${path === "dns.zone" ? "set dns.domain to a shorter host" : "choose a shorter host"}`,
            },
          ]
        : [],
    ),
  ];
}

/** Names in one certificate, once ACM has raised the ten that it takes by itself ("Quotas"). */
const mostNames = 100;

function tooManyNames(environment: Environment): Problem[] {
  const names = new Set([certificateName(environment), ...allHostsOf(environment)]);
  if (names.size <= mostNames) return [];
  return [
    {
      path: "services",
      message: `the load balancers' certificate has ${names.size} names, and ACM takes ${mostNames} at most; let services share hosts, each with its paths`,
    },
  ];
}
