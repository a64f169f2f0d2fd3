import { DataAwsRoute53Zone } from "@cdktf/provider-aws/lib/data-aws-route53-zone";
import { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone";
import { Construct } from "constructs";

import { type OnDestroy, retention } from "../../terraform/on-destroy";

/** A public Route 53 zone that records can be put into, managed here or existing. */
export interface IHostedZone {
  readonly zoneId: string;
}

/**
 * A zone that exists already (Amazon Route 53 Developer Guide, "Working with public hosted zones"): it is only looked
 * up, and a plan fails where it is missing.
 *
 * Costs nothing.
 */
export class ExistingHostedZone extends Construct implements IHostedZone {
  public readonly zoneId: string;

  public constructor(scope: Construct, id: string, { name }: { readonly name: string }) {
    super(scope, id);
    this.zoneId = new DataAwsRoute53Zone(this, "Resource", { name, privateZone: false }).zoneId;
  }
}

export interface HostedZoneProps {
  readonly name: string;
  readonly onDestroy: OnDestroy;
}

/**
 * A public zone of the environment's own. Its name servers must be entered at the parent zone before certificates can
 * be validated in it (Amazon Route 53 Developer Guide, "Creating a subdomain that uses Amazon Route 53 as the DNS
 * service without migrating the parent domain").
 *
 * Costs money: half a US dollar a month.
 */
export class HostedZone extends Construct implements IHostedZone {
  public readonly zoneId: string;

  public constructor(scope: Construct, id: string, { name, onDestroy }: HostedZoneProps) {
    super(scope, id);
    this.zoneId = new Route53Zone(this, "Resource", { name, lifecycle: retention(onDestroy) }).zoneId;
  }
}
