import { DataAwsVpcEndpointService } from "@cdktf/provider-aws/lib/data-aws-vpc-endpoint-service";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Fn, Token, type TerraformResourceLifecycle } from "cdktf";
import { Construct } from "constructs";

import type { AwsLocation } from "../iam/aws-location";
import type { Connections, IConnectable } from "./connections";
import { type EndpointAccess, endpointPolicy } from "./endpoint-policy";
import type { INetwork } from "./network";
import { SecurityGroup } from "./security-group";

export interface InterfaceEndpointsProps {
  readonly network: INetwork;
  readonly name: string;
  readonly location: AwsLocation;
  readonly access: EndpointAccess;
  /** The last part of each endpoint's service name, as in `ecr.api`. */
  readonly services: readonly string[];
}

/**
 * AWS services reached from private subnets without leaving the VPC, under their usual names (AWS PrivateLink Guide,
 * "Access an AWS service using an interface VPC endpoint"). Some services take no policy for their endpoints; AWS says at
 * each plan which. Where only the own account may use them, such an endpoint stops the plan.
 *
 * Costs money: each by the hour in every zone, and by the gigabyte.
 */
export class InterfaceEndpoints extends Construct implements IConnectable {
  public readonly connections: Connections;

  public constructor(scope: Construct, id: string, props: InterfaceEndpointsProps) {
    super(scope, id);
    const { network, name, location, services } = props;
    const securityGroup = new SecurityGroup(this, "security-group", {
      network,
      name: `${name}-endpoints`,
      label: "endpoints",
      port: 443,
    });
    this.connections = securityGroup.connections;
    for (const service of services) {
      const id = service.replaceAll(".", "-");
      const facts = new DataAwsVpcEndpointService(this, `${id}-service`, { service, serviceType: "Interface" });
      new VpcEndpoint(this, id, {
        vpcId: network.vpcId,
        serviceName: `com.amazonaws.${location.region}.${service}`,
        vpcEndpointType: "Interface",
        subnetIds: network.privateSubnetIds,
        securityGroupIds: [securityGroup.id],
        privateDnsEnabled: true,
        tags: { Name: `${name}-${service}` },
        ...policyOf(service, facts, props),
      });
    }
  }
}

/** A policy that allows everything is set only where the service supports one; one that restricts must be supported. */
function policyOf(
  service: string,
  { vpcEndpointPolicySupported: isTaken }: DataAwsVpcEndpointService,
  { access, location }: InterfaceEndpointsProps,
): { readonly policy: string; readonly lifecycle?: TerraformResourceLifecycle } {
  const policy = endpointPolicy(access, location);
  if (access === "any-account")
    return { policy: Token.asString(Fn.conditional(isTaken, Fn.rawString(policy), Token.nullValue())) };
  const errorMessage = `AWS takes no policy for endpoints of ${service}, so this one cannot be kept for the own account: take it out of network.interfaceEndpoints, or set network.endpointAccess to "any-account".`;
  return { policy, lifecycle: { precondition: [{ condition: isTaken, errorMessage }] } };
}
