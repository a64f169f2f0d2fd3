import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { Construct } from "constructs";

import { constructId } from "../../naming/construct-id";
import type { OnDestroy } from "../../terraform/on-destroy";
import type { Connections, IConnectable } from "../network/connections";
import type { INetwork } from "../network/network";
import { SecurityGroup } from "../network/security-group";
import type { AccessLogBucket } from "./access-log-bucket";
import type { Certificate } from "./certificate";
import type { TargetGroup } from "./target-group";

export interface ApplicationLoadBalancerProps {
  /** At most 32 characters. */
  readonly name: string;
  /** What it is called in security group rules, as in `public`. */
  readonly label: string;
  readonly network: INetwork;
  readonly scheme: "internet-facing" | "internal";
  /** Who may connect to ports 80 and 443. @default everybody for "internet-facing", the VPC for "internal" */
  readonly allowedCidrs?: readonly string[] | undefined;
  readonly certificate: Certificate;
  readonly tlsPolicy: string;
  readonly idleTimeoutSeconds: number;
  readonly accessLogs: AccessLogBucket;
  readonly onDestroy: OnDestroy;
}

/** Requests that belong to a target group. */
export interface Route {
  readonly hosts: readonly string[];
  /** @default every path */
  readonly paths: readonly string[];
  /** Lower goes first; unique on the load balancer. */
  readonly priority: number;
  readonly targetGroup: TargetGroup;
}

/**
 * An application load balancer.
 *
 *     client ── 80 ──► redirect to 443
 *            ── 443 ─► TLS ── host and path ──► target group ──► tasks
 *                          └─ redirected host ─► the host it stands for
 *                          └─ anything else ───► 404
 *
 * Costs money by the hour and by capacity units (connections, bytes, rules), and each of its public addresses by the hour.
 */
export class ApplicationLoadBalancer extends Construct implements IConnectable {
  public readonly connections: Connections;
  public readonly resource: Lb;
  public readonly speaksIpv6: boolean;
  private readonly https: LbListener;

  public constructor(scope: Construct, id: string, props: ApplicationLoadBalancerProps) {
    super(scope, id);
    this.speaksIpv6 = props.scheme === "internet-facing" && props.network.publicAddresses === "dualstack";
    const securityGroup = this.createSecurityGroup(props);
    this.connections = securityGroup.connections;
    this.resource = this.createLoadBalancer(props, securityGroup);
    this.redirectToHttps();
    this.https = this.listenForHttps(props);
  }

  /** Sends requests to a target group. Whoever registers targets there must wait for the rule. */
  public addRoute(id: string, { hosts, paths, priority, targetGroup }: Route): LbListenerRule {
    return new LbListenerRule(this, `route-${id}`, {
      listenerArn: this.https.arn,
      priority,
      condition: [
        { hostHeader: { values: [...hosts].sort() } },
        ...(paths.length > 0 ? [{ pathPattern: { values: [...paths].sort() } }] : []),
      ],
      action: [{ type: "forward", targetGroupArn: targetGroup.resource.arn }],
    });
  }

  /** Sends whoever asks for one host to another, with path and query, for good. */
  public addRedirect(from: string, to: string, priority: number): void {
    new LbListenerRule(this, `redirect-${constructId(from)}`, {
      listenerArn: this.https.arn,
      priority,
      condition: [{ hostHeader: { values: [from] } }],
      action: [{ type: "redirect", redirect: { host: to, statusCode: "HTTP_301" } }],
    });
  }

  private createSecurityGroup({
    name,
    label,
    network,
    scheme,
    allowedCidrs,
  }: ApplicationLoadBalancerProps): SecurityGroup {
    const securityGroup = new SecurityGroup(this, "security-group", { network, name, label });
    const everybody = this.speaksIpv6 ? ["0.0.0.0/0", "::/0"] : ["0.0.0.0/0"];
    for (const port of [80, 443]) {
      if (scheme === "internal" && !allowedCidrs) securityGroup.connections.allowFromRange(network.cidr, port, "vpc");
      else for (const cidr of allowedCidrs ?? everybody) securityGroup.connections.allowFromRange(cidr, port);
    }
    return securityGroup;
  }

  private createLoadBalancer(props: ApplicationLoadBalancerProps, securityGroup: SecurityGroup): Lb {
    const { name, scheme, network, idleTimeoutSeconds, accessLogs, onDestroy } = props;
    return new Lb(this, "Resource", {
      name,
      loadBalancerType: "application",
      internal: scheme === "internal",
      ipAddressType: this.speaksIpv6 ? "dualstack" : "ipv4",
      subnets: scheme === "internal" ? network.privateSubnetIds : network.publicSubnetIds,
      securityGroups: [securityGroup.id],
      idleTimeout: idleTimeoutSeconds,
      dropInvalidHeaderFields: true,
      enableDeletionProtection: onDestroy === "retain",
      accessLogs: { bucket: accessLogs.bucket.resource.bucket, enabled: true },
      dependsOn: [accessLogs.bucket.policy], // the load balancer tries to write before it is created
    });
  }

  private redirectToHttps(): void {
    new LbListener(this, "http", {
      loadBalancerArn: this.resource.arn,
      port: 80,
      protocol: "HTTP",
      defaultAction: [{ type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } }],
    });
  }

  private listenForHttps({ certificate, tlsPolicy }: ApplicationLoadBalancerProps): LbListener {
    return new LbListener(this, "https", {
      loadBalancerArn: this.resource.arn,
      port: 443,
      protocol: "HTTPS",
      sslPolicy: tlsPolicy,
      certificateArn: certificate.arn,
      defaultAction: [
        {
          type: "fixed-response",
          fixedResponse: { contentType: "text/plain", messageBody: "Not found", statusCode: "404" },
        },
      ],
    });
  }
}
