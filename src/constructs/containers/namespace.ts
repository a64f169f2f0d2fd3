import { ServiceDiscoveryPrivateDnsNamespace } from "@cdktf/provider-aws/lib/service-discovery-private-dns-namespace";
import { ServiceDiscoveryService } from "@cdktf/provider-aws/lib/service-discovery-service";
import { Construct } from "constructs";

import type { INetwork } from "../network/network";

export interface NamespaceProps {
  /** As in `finance-app.local`. */
  readonly name: string;
  readonly network: INetwork;
}

/**
 * A Cloud Map namespace: names that resolve inside the VPC only, to the tasks that run at the moment (Amazon ECS
 * Developer Guide, "Use service discovery to connect Amazon ECS services with DNS names").
 *
 * Costs money: its private zone, half a US dollar a month; each registered task, 0.10 US dollars a month.
 */
export class Namespace extends Construct {
  public readonly resource: ServiceDiscoveryPrivateDnsNamespace;

  public constructor(scope: Construct, id: string, { name, network }: NamespaceProps) {
    super(scope, id);
    this.resource = new ServiceDiscoveryPrivateDnsNamespace(this, "Resource", {
      name,
      vpc: network.vpcId,
      description: "Names of the environment's services",
    });
  }

  /** Makes a name in the namespace that a service's tasks can be registered under. */
  public register(name: string): ServiceDiscoveryService {
    return new ServiceDiscoveryService(this, name, {
      name,
      forceDestroy: true, // ECS takes its tasks out a moment after the service is gone
      dnsConfig: { namespaceId: this.resource.id, routingPolicy: "MULTIVALUE", dnsRecords: [{ type: "A", ttl: 10 }] },
      healthCheckCustomConfig: { failureThreshold: 1 },
    });
  }
}
