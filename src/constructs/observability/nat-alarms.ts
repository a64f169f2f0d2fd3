import type { Construct } from "constructs";

import { Alarms, type AlarmsProps, type Threshold } from "./alarms";

export interface NatAlarmsProps extends AlarmsProps {
  /** Each with its zone's letter. */
  readonly gateways: readonly { readonly zone: string; readonly id: string }[];
  readonly giBPerHour: Threshold;
}

/**
 * What goes through each NAT gateway, both ways: bytes cost money, and tasks that crash and pull images from public
 * registries again and again move many (Amazon VPC, "Monitor NAT gateways with Amazon CloudWatch").
 *
 * Costs money: an alarm on two metrics for each gateway.
 */
export class NatAlarms extends Alarms {
  public constructor(scope: Construct, id: string, props: NatAlarmsProps) {
    super(scope, id, props);
    const { gateways, giBPerHour } = props;
    if (giBPerHour === "none") return;
    for (const { zone, id: gateway } of gateways) {
      const bytes = (name: string) =>
        ({ namespace: "AWS/NATGateway", name, dimensions: { NatGatewayId: gateway }, statistic: "Sum" }) as const;
      this.add(`nat-${zone}`, {
        description: `${giBPerHour} GiB or more went through the NAT gateway of zone ${zone} within an hour, and each costs money. See whether tasks crash and pull their images again and again; the VPC's flow logs say who speaks with whom. What goes to AWS belongs on an endpoint (network.interfaceEndpoints).`,
        metric: {
          expression: "(FILL(sent, 0) + FILL(received, 0)) / 1073741824",
          label: "GiB through the NAT gateway",
          metrics: { sent: bytes("BytesOutToDestination"), received: bytes("BytesInFromDestination") },
        },
        threshold: { atLeast: giBPerHour },
        periodMinutes: 60,
        periods: { alarming: 1, of: 1 },
        missingData: "notBreaching", // nothing went through
      });
    }
  }
}
