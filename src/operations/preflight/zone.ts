import { Route53Client, GetHostedZoneCommand, paginateListHostedZones } from "@aws-sdk/client-route-53";

import { awsClient } from "../aws/client";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { type Check, type Finding, missing, ok, warning } from "./check";
import { DnsSilence, type PublicDns } from "./public-dns";

export const dnsZone: Check = {
  title: "DNS zone",
  needs: ["credentials"],
  otherwise: "the DNS zone is not there",
  run: async ({ stack, dns }) => {
    const zones = zonesOf(stack);
    if (zones.length === 0) return [ok("the environment has no names of its own")];
    const route53 = awsClient(Route53Client, stack.region);
    const known = await publicZones(route53);
    return Promise.all(
      zones.map(async (zone) =>
        judgeZone(zone, await hostedZones(route53, known, zone.domain), await delegation(dns, zone.domain)),
      ),
    );
  },
};

export interface SoughtZone {
  readonly domain: string;
  /** Who creates it: the environment, or an operator before the first deploy. */
  readonly made: "here" | "elsewhere";
}

export interface HostedZone {
  readonly id: string;
  readonly nameServers: readonly string[];
}

/** The name servers that the parent zone names, or why they are not known. */
export type Delegation = readonly string[] | DnsSilence;

/** The public zones that a stack looks up or creates. */
export function zonesOf(stack: SynthesizedStack): SoughtZone[] {
  return [...stack.dataSources, ...stack.resources]
    .filter(({ type, body }) => type === "aws_route53_zone" && body.private_zone !== true && body.vpc === undefined)
    .map(({ mode, body }) => ({
      domain: withoutDot(String(body.name)),
      made: mode === "data" ? "elsewhere" : "here",
    }));
}

/** Whether a zone is there and the world asks its name servers. */
export function judgeZone({ domain, made }: SoughtZone, zones: readonly HostedZone[], delegated: Delegation): Finding {
  const [zone, ...others] = zones;
  if (!zone) {
    return made === "here"
      ? warning(
          `${domain}: the deploy creates the zone, and then waits for the certificate`,
          `As soon as it is there, enter its name servers at the parent zone:  ${nameServersCommand(domain)}`,
        )
      : missing(
          `${domain}: Route 53 has no public zone of that name in this account`,
          `aws route53 create-hosted-zone --name ${domain} --caller-reference ${domain}-1  # then enter its name servers at the parent zone`,
        );
  }
  if (others.length > 0) {
    return missing(
      `${domain}: there are ${zones.length} public zones of that name (${zones.map(({ id }) => id).join(", ")})`,
      `Delete those without a delegation:  aws route53 delete-hosted-zone --id …`,
    );
  }
  return judgeDelegation(domain, zone, delegated);
}

function judgeDelegation(domain: string, { id, nameServers }: HostedZone, delegated: Delegation): Finding {
  if (delegated instanceof DnsSilence)
    return warning(`${domain}: public DNS could not be asked (${delegated.message})`, `dig +short NS ${domain}`);
  const [ours, theirs] = [nameServers, delegated].map((names) =>
    names.map((name) => withoutDot(name.toLowerCase())).sort(),
  );
  if (ours?.join() === theirs?.join()) return ok(`${domain} is delegated to the zone ${id}`);
  return missing(
    delegated.length === 0
      ? `${domain} has no delegation`
      : `${domain} is delegated to ${theirs?.join(", ")}, not to the zone ${id}`,
    `At the parent zone or registrar, enter as its name servers: ${ours?.join(", ")}`,
  );
}

function nameServersCommand(domain: string): string {
  return `aws route53 list-hosted-zones-by-name --dns-name ${domain}`;
}

interface ListedZone {
  readonly id: string;
  readonly domain: string;
}

async function publicZones(client: Route53Client): Promise<ListedZone[]> {
  const zones: ListedZone[] = [];
  for await (const page of paginateListHostedZones({ client }, {})) {
    for (const { Id = "", Name = "", Config } of page.HostedZones ?? [])
      if (Config?.PrivateZone !== true) zones.push({ id: Id.replace("/hostedzone/", ""), domain: withoutDot(Name) });
  }
  return zones;
}

async function hostedZones(client: Route53Client, known: readonly ListedZone[], domain: string): Promise<HostedZone[]> {
  const named = known.filter((zone) => zone.domain === domain);
  return Promise.all(
    named.map(async ({ id }) => {
      const { DelegationSet } = await client.send(new GetHostedZoneCommand({ Id: id }));
      return { id, nameServers: DelegationSet?.NameServers ?? [] };
    }),
  );
}

async function delegation(dns: PublicDns, domain: string): Promise<Delegation> {
  try {
    return await dns.nameServers(domain);
  } catch (error) {
    if (error instanceof DnsSilence) return error;
    throw error;
  }
}

function withoutDot(name: string): string {
  return name.replace(/\.$/, "");
}
