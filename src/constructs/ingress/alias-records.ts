import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Construct } from "constructs";

import { constructId } from "../../naming/construct-id";
import type { IHostedZone } from "./hosted-zone";

/** Something of AWS's that hosts can resolve to. */
export interface AliasTarget {
  readonly dnsName: string;
  /** The zone that AWS answers for it from. */
  readonly zoneId: string;
  readonly speaksIpv6: boolean;
  /** Whether Route 53 asks for its health before it answers. */
  readonly evaluateTargetHealth: boolean;
}

export interface AliasRecordsProps {
  readonly hosts: readonly string[];
  readonly zone: IHostedZone;
  readonly target: AliasTarget;
}

/**
 * Lets hosts resolve to a target: A records, and AAAA where it speaks IPv6. Answers to them cost nothing (Amazon Route
 * 53 Developer Guide, "Choosing between alias and non-alias records").
 */
export class AliasRecords extends Construct {
  public constructor(scope: Construct, id: string, { hosts, zone, target }: AliasRecordsProps) {
    super(scope, id);
    const { dnsName, zoneId, speaksIpv6, evaluateTargetHealth } = target;
    for (const host of hosts) {
      for (const type of speaksIpv6 ? ["A", "AAAA"] : ["A"]) {
        new Route53Record(this, `${constructId(host)}-${type.toLowerCase()}`, {
          zoneId: zone.zoneId,
          name: host,
          type,
          alias: { name: dnsName, zoneId, evaluateTargetHealth },
        });
      }
    }
  }
}
