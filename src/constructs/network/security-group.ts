import { SecurityGroup as AwsSecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { Construct } from "constructs";

import { Connections, type IConnectable } from "./connections";
import type { INetwork } from "./network";

export interface SecurityGroupProps {
  readonly network: INetwork;
  readonly name: string;
  /** What it is called in rules and their ids, as in `api`. */
  readonly label: string;
  /** The port on which its members listen. @default none */
  readonly port?: number | undefined;
}

/**
 * A security group that allows nothing until connections are made (Amazon VPC User Guide, "Security group rules").
 *
 * Costs nothing.
 */
export class SecurityGroup extends Construct implements IConnectable {
  public readonly connections: Connections;

  public constructor(scope: Construct, id: string, { network, name, label, port }: SecurityGroupProps) {
    super(scope, id);
    const securityGroup = new AwsSecurityGroup(this, "Resource", {
      name,
      description: `Members of ${label}`,
      vpcId: network.vpcId,
      tags: { Name: name },
      lifecycle: { createBeforeDestroy: true },
    });
    this.connections = new Connections(this, { label, securityGroup, port });
  }

  public get id(): string {
    return this.connections.securityGroup.id;
  }
}
