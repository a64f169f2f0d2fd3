import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Construct } from "constructs";

import { constructId } from "../../naming/construct-id";
import type { ApplicationLoadBalancer } from "./application-load-balancer";
import type { IHostedZone } from "./hosted-zone";

export interface AliasRecordsProps {
  readonly hosts: readonly string[];
  readonly zone: IHostedZone;
  readonly loadBalancer: ApplicationLoadBalancer;
}

/** Lets hosts resolve to a load balancer: A records, and AAAA where it speaks IPv6. Answers to them cost nothing. */
export class AliasRecords extends Construct {
  public constructor(scope: Construct, id: string, { hosts, zone, loadBalancer }: AliasRecordsProps) {
    super(scope, id);
    const { dnsName, zoneId } = loadBalancer.resource;
    for (const host of hosts) {
      for (const type of loadBalancer.speaksIpv6 ? ["A", "AAAA"] : ["A"]) {
        new Route53Record(this, `${constructId(host)}-${type.toLowerCase()}`, {
          zoneId: zone.zoneId,
          name: host,
          type,
          alias: { name: dnsName, zoneId, evaluateTargetHealth: true },
        });
      }
    }
  }
}
