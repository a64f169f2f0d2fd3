import type { SecurityGroup as AwsSecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";

/** Something with a security group, which others may be allowed to reach. */
export interface IConnectable {
  readonly connections: Connections;
}

export interface ConnectionsProps {
  /** What it is called in rules, as in `api`. */
  readonly label: string;
  readonly securityGroup: AwsSecurityGroup;
  /** The port on which it listens, by default. @default it does not listen */
  readonly port?: number | undefined;
}

/**
 * The only way in which a port is opened: one edge between two security groups, or between one and a range of
 * addresses, as one rule on either side (Amazon VPC User Guide, "Security group rules"). Rules belong to the construct that asks
 * for them.
 *
 * A rule that is left out goes after the services that depend on it are steady, so that their old tasks keep it to their
 * end: Terraform destroys last what has `create_before_destroy` in its state.
 */
export class Connections implements IConnectable {
  public readonly label: string;
  public readonly securityGroup: AwsSecurityGroup;
  public readonly port: number | undefined;
  private readonly rules: TerraformResource[] = [];

  public constructor(
    private readonly owner: Construct,
    { label, securityGroup, port }: ConnectionsProps,
  ) {
    this.label = label;
    this.securityGroup = securityGroup;
    this.port = port;
  }

  public get connections(): this {
    return this;
  }

  /** The rules that must be there as long as this reaches what it is allowed to. */
  public get outbound(): readonly TerraformResource[] {
    return this.rules;
  }

  /**
   * Lets this reach another one on a port: an egress rule here, an ingress rule there.
   *
   * @param port - Defaults to the port on which the other one listens.
   * @returns Both rules, which services on either side depend on.
   * @throws Error when the other one listens on no port and none is given.
   */
  public allowTo({ connections: peer }: IConnectable, port = peer.port): readonly TerraformResource[] {
    if (port === undefined)
      throw new Error(`${this.label} may not connect to ${peer.label}: it listens on no port; name one`);
    const edge = { ...tcp(port), description: `${this.label} to ${peer.label}` };
    const rules = [
      new VpcSecurityGroupEgressRule(this.owner, `to-${peer.label}-${port}`, {
        ...edge,
        securityGroupId: this.securityGroup.id,
        referencedSecurityGroupId: peer.securityGroup.id,
        lifecycle: { createBeforeDestroy: true },
      }),
      new VpcSecurityGroupIngressRule(this.owner, `into-${peer.label}-${port}`, {
        ...edge,
        securityGroupId: peer.securityGroup.id,
        referencedSecurityGroupId: this.securityGroup.id,
        lifecycle: { createBeforeDestroy: true },
      }),
    ];
    this.rules.push(...rules);
    return rules;
  }

  /** Lets this reach a range of IPv4 addresses. */
  public allowToRange(cidr: string, port: number, what: string): void {
    this.rules.push(
      new VpcSecurityGroupEgressRule(this.owner, `to-${what}-${port}`, {
        ...tcp(port),
        description: `${this.label} to ${what}`,
        securityGroupId: this.securityGroup.id,
        cidrIpv4: cidr,
        lifecycle: { createBeforeDestroy: true },
      }),
    );
  }

  /**
   * Lets a range of IPv4 or IPv6 addresses reach this.
   *
   * @param what - What the range is called; defaults to the range itself, which must then be known at synthesis.
   */
  public allowFromRange(cidr: string, port: number, what = cidr): void {
    const addresses = cidr.includes(":") ? { cidrIpv6: cidr } : { cidrIpv4: cidr };
    new VpcSecurityGroupIngressRule(this.owner, `from-${what.replaceAll(/[^0-9a-z]+/g, "-")}-${port}`, {
      ...tcp(port),
      ...addresses,
      description: `${what} to ${this.label}`,
      securityGroupId: this.securityGroup.id,
    });
  }
}

function tcp(port: number): { ipProtocol: "tcp"; fromPort: number; toPort: number } {
  return { ipProtocol: "tcp", fromPort: port, toPort: port };
}
