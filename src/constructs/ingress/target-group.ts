import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { Construct } from "constructs";

import { ignoredBy } from "../../terraform/ownership";
import type { INetwork } from "../network/network";

/** How a load balancer finds out whether a target may get requests. */
export interface TargetHealthCheck {
  readonly path: string;
  readonly intervalSeconds: number;
  readonly timeoutSeconds: number;
  readonly healthyThreshold: number;
  readonly unhealthyThreshold: number;
  /** As in `200` or `200-299`. */
  readonly statusCodes: string;
}

export interface TargetGroupProps {
  /**
   * At most 32 characters. It should change with the protocol and the VPC, so that a new target group can be created while
   * the old one is still in use. Another name alone renames nothing.
   */
  readonly name: string;
  readonly network: INetwork;
  /** What the targets speak, to requests and to health checks. */
  readonly protocol: "HTTP" | "HTTPS";
  /** The port of targets that are registered without one, which no task of ECS is. Another one changes nothing. */
  readonly port: number;
  readonly healthCheck: TargetHealthCheck;
  /** How long a target that leaves may finish its requests. */
  readonly deregistrationDelaySeconds: number;
}

/**
 * The tasks of one service, as a load balancer sees them (Elastic Load Balancing, "Target groups for your Application
 * Load Balancers"). ECS registers each task with the port of its container, so tasks on an old and on a new port stand side
 * by side in one group. Another protocol or VPC makes a new one, which is created before the old one goes.
 *
 * Costs nothing.
 */
export class TargetGroup extends Construct {
  public readonly resource: LbTargetGroup;

  public constructor(
    scope: Construct,
    id: string,
    { name, network, protocol, port, healthCheck, deregistrationDelaySeconds }: TargetGroupProps,
  ) {
    super(scope, id);
    this.resource = new LbTargetGroup(this, "Resource", {
      name,
      vpcId: network.vpcId,
      targetType: "ip",
      protocol,
      port,
      deregistrationDelay: String(deregistrationDelaySeconds),
      healthCheck: {
        path: healthCheck.path,
        interval: healthCheck.intervalSeconds,
        timeout: healthCheck.timeoutSeconds,
        healthyThreshold: healthCheck.healthyThreshold,
        unhealthyThreshold: healthCheck.unhealthyThreshold,
        matcher: healthCheck.statusCodes,
        port: "traffic-port",
        protocol,
      },
      lifecycle: { createBeforeDestroy: true, ignoreChanges: ignoredBy("aws_lb_target_group", ["ECS"]) },
    });
  }
}
