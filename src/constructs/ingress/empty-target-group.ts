import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { Construct } from "constructs";

import type { INetwork } from "../network/network";

export interface EmptyTargetGroupProps {
  /** At most 32 characters. */
  readonly name: string;
  readonly protocol: "HTTP" | "HTTPS";
  readonly network: INetwork;
}

/**
 * A target group without targets and listeners (Elastic Load Balancing, "Target groups for your Application Load
 * Balancers"), for others who have written its name down.
 *
 * Costs nothing.
 */
export class EmptyTargetGroup extends Construct {
  public constructor(scope: Construct, id: string, { name, protocol, network }: EmptyTargetGroupProps) {
    super(scope, id);
    new LbTargetGroup(this, "Resource", {
      name,
      protocol,
      port: protocol === "HTTP" ? 80 : 443,
      targetType: "ip",
      vpcId: network.vpcId,
    });
  }
}
