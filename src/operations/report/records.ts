import {
  ListResourceRecordSetsCommand,
  type ResourceRecordSet,
  Route53Client,
  type RRType,
} from "@aws-sdk/client-route-53";

import type { RecordFact } from "../../report/facts";
import { own } from "../../terraform-json/record";
import type { Body } from "../../terraform-json/body";
import { ofEach } from "./batches";
import type { DeployedResource, DeployedStack } from "./deployed-stack";
import { groupedBy } from "./grouped";
import type { AwsSession } from "./session";

/** A record that should be there. */
interface Wanted {
  readonly zone: string | undefined;
  readonly name: string;
  readonly type: string;
  readonly expected: readonly string[];
}

/** Where names point, beside where they should. */
export async function readRecords(session: AwsSession, deployed: DeployedStack): Promise<RecordFact[]> {
  const resources = deployed.of("aws_route53_record");
  const zones = zonesByReference(resources);
  const wanted = resources.map((resource) => wantedOf(deployed, resource, zones));
  const byZone = groupedBy(wanted, ({ zone }) => zone);
  const known = [...byZone].filter(([zone]) => zone !== undefined);
  const found = new Map(
    (await ofEach(known, ([zone, records]) => recordsOf(session.client(Route53Client), zone ?? "", records))).flat(),
  );
  return wanted.map(({ zone, name, type, expected }) => ({
    ...{ name, type, expected },
    live: found.get(`${zone ?? ""} ${name} ${type}`),
  }));
}

function wantedOf(deployed: DeployedStack, resource: DeployedResource, zones: ReadonlyMap<string, string>): Wanted {
  const [instance = {}] = resource.instances;
  const text = (attribute: string): string => {
    const known = own(instance, attribute) ?? deployed.text(resource, attribute);
    return typeof known === "string" ? known : "";
  };
  const body = resource.instances.length > 0 ? instance : deployed.resolved(resource.body);
  return {
    zone: text("zone_id") || zones.get(String(resource.body.zone_id)),
    name: plainName(text("name") || resource.name),
    type: text("type"),
    expected: targetsIn(body).filter((target) => !target.includes("${")),
  };
}

/** The ids of hosted zones, by what the configuration calls them: also for a record that is not deployed yet. */
function zonesByReference(resources: readonly DeployedResource[]): Map<string, string> {
  return new Map(
    resources.flatMap(({ body, instances: [instance] }) => {
      const id = instance && own(instance, "zone_id");
      return typeof id === "string" ? [[String(body.zone_id), id] as const] : [];
    }),
  );
}

function targetsIn(body: Body): string[] {
  const [alias] = [body.alias].flat() as ({ name?: string } | undefined)[];
  const targets = alias?.name === undefined ? ((body.records ?? []) as readonly string[]) : [alias.name];
  return targets.map(plainName).toSorted();
}

/** The records of a zone between the first and the last that is asked for: a zone may have many of others. */
async function recordsOf(
  route53: Route53Client,
  HostedZoneId: string,
  wanted: readonly Wanted[],
): Promise<[string, readonly string[]][]> {
  const names = wanted.map(({ name }) => name).toSorted((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1));
  const last = sortKey(names.at(-1) ?? "");
  const found: ResourceRecordSet[] = [];
  let next: {
    StartRecordName?: string | undefined;
    StartRecordType?: RRType | undefined;
    StartRecordIdentifier?: string | undefined;
  } = {
    StartRecordName: names[0],
  };
  for (;;) {
    const page = await route53.send(new ListResourceRecordSetsCommand({ HostedZoneId, MaxItems: 300, ...next }));
    found.push(...(page.ResourceRecordSets ?? []));
    if (!page.IsTruncated || sortKey(plainName(page.NextRecordName ?? "")) > last) break;
    next = {
      StartRecordName: page.NextRecordName,
      StartRecordType: page.NextRecordType,
      StartRecordIdentifier: page.NextRecordIdentifier,
    };
  }
  return found.map((record) => [
    `${HostedZoneId} ${plainName(record.Name ?? "")} ${record.Type ?? ""}`,
    liveTargets(record),
  ]);
}

function liveTargets({ AliasTarget, ResourceRecords = [] }: ResourceRecordSet): string[] {
  const targets = AliasTarget ? [AliasTarget.DNSName ?? ""] : ResourceRecords.map(({ Value = "" }) => Value);
  return targets.map(plainName).toSorted();
}

/** Route 53's order: by the labels from the last to the first. */
function sortKey(name: string): string {
  return `${name.split(".").toReversed().join(".")}.`;
}

/** A name as people write it: Route 53 ends it with a dot, escapes its asterisk, and aliases say "dualstack." before it. */
export function plainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/\.$/, "")
    .replace(/^dualstack\./, "")
    .replaceAll("\\052", "*");
}
