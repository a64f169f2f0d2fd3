import type { CaaRecord } from "node:dns";

import type { SynthesizedStack } from "../synth/synthesized-stack";
import { type Check, type Finding, missing, ok, warning } from "./check";
import { DnsSilence, type PublicDns } from "./public-dns";
import { zonesOf } from "./zone";

/** Each of them in a CAA record lets ACM issue (AWS Certificate Manager User Guide, "Configure a CAA record"). */
const amazon = ["amazon.com", "amazontrust.com", "awstrust.com", "amazonaws.com"];

export const certificate: Check = {
  title: "certificate",
  otherwise: "no certificate can be issued",
  run: async ({ stack, dns }) => {
    const names = certificateNames(stack);
    if (names.length === 0) return [ok("the environment has no certificate")];
    const outside = names.filter((name) => !zonesOf(stack).some(({ domain }) => isWithin(name, domain)));
    const findings = [
      ...outside.map(unprovable),
      ...(await Promise.all(names.map((name) => permission(dns, name)))).flat(),
    ];
    return findings.length === 0 ? [ok(`ACM may issue for ${names.join(", ")}`)] : unique(findings);
  },
};

/** Every name that a certificate of the stack is for. */
function certificateNames(stack: SynthesizedStack): string[] {
  const names = stack.resources
    .filter(({ type }) => type === "aws_acm_certificate")
    .flatMap(({ body }) => [body.domain_name, ...((body.subject_alternative_names ?? []) as unknown[])]);
  return [...new Set(names.map(String))].sort();
}

/** Whether the CAA records that hold for a name let ACM issue a certificate for it (RFC 8659). */
export function permits(records: readonly CaaRecord[], kind: "issue" | "issuewild"): boolean {
  const wild = kind === "issuewild" ? records.flatMap(({ issuewild }) => issuewild ?? []) : [];
  const issuers = wild.length > 0 ? wild : records.flatMap(({ issue }) => issue ?? []);
  if (issuers.length === 0) return true;
  return issuers.some((issuer) => amazon.includes((issuer.split(";")[0] ?? "").trim().toLowerCase()));
}

/** Asks upwards from the name: the first that has CAA records decides. */
async function permission(dns: PublicDns, name: string): Promise<Finding[]> {
  const kind = name.startsWith("*.") ? "issuewild" : "issue";
  try {
    for (const domain of upwards(name.replace(/^\*\./, ""))) {
      const records = await dns.certificateAuthorities(domain);
      if (records.length > 0) return permits(records, kind) ? [] : [forbidden(domain, kind)];
    }
    return [];
  } catch (error) {
    if (!(error instanceof DnsSilence)) throw error;
    return [
      warning(
        `whether ACM may issue could not be asked (${error.message})`,
        `dig +short CAA ${name.replace("*.", "")}`,
      ),
    ];
  }
}

function upwards(name: string): string[] {
  const labels = name.split(".");
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join("."));
}

function forbidden(domain: string, kind: "issue" | "issuewild"): Finding {
  return missing(
    `the CAA records of ${domain} let other authorities issue, but not Amazon`,
    `Add the record to the zone that answers for it:  ${domain}  CAA  0 ${kind} "amazon.com"`,
  );
}

function unprovable(name: string): Finding {
  return missing(
    `${name} is in none of the environment's zones, so ACM cannot be shown that it is yours`,
    "Correct the name in the environment's file, or its zone.",
  );
}

function isWithin(name: string, domain: string): boolean {
  return name === domain || name.endsWith(`.${domain}`);
}

function unique(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [finding.what, finding])).values()];
}
