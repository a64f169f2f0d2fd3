import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { Construct } from "constructs";

import { constructId } from "../../naming/construct-id";
import { ignoredBy } from "../../terraform/ownership";
import type { OnDestroy } from "../../terraform/on-destroy";
import type { Connections, IConnectable } from "../network/connections";
import type { INetwork } from "../network/network";
import { SecurityGroup } from "../network/security-group";
import type { AliasTarget } from "./alias-records";
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
  readonly securityGroupName: string;
  /** Where blue/green deployments show new tasks beforehand, and to whom. @default none */
  readonly testListener?: { readonly port: number; readonly allowedCidrs: readonly string[] } | undefined;
}

/** Requests that belong to a target group. */
export interface Route {
  /** Empty for every host. */
  readonly hosts: readonly string[];
  /** @default every path, where there are hosts */
  readonly paths: readonly string[];
  /** Lower goes first; unique on the load balancer. */
  readonly priority: number;
  readonly targetGroup: TargetGroup;
  /**
   * The second target group of a blue/green service, which the test listener shows at first. From the first deployment on
   * CodeDeploy decides which of the two gets which requests.
   * @default requests always belong to `targetGroup`
   */
  readonly alternative?: TargetGroup | undefined;
}

/**
 * An application load balancer (Elastic Load Balancing, "Listener rules for your Application Load Balancer").
 *
 *     client ── 80 ──► redirect to 443
 *            ── 443 ─► TLS ── host and path ──► target group ──► tasks
 *                          └─ redirected host ─► the host it stands for
 *                          └─ anything else ───► 404
 *     tester ── 8443 ► TLS ── host and path ──► target group of tasks that nobody else sees yet
 *
 * Costs money by the hour and by capacity units (connections, bytes, rules), and each of its public addresses by the hour.
 */
export class ApplicationLoadBalancer extends Construct implements IConnectable, AliasTarget {
  public readonly connections: Connections;
  public readonly resource: Lb;
  public readonly speaksIpv6: boolean;
  public readonly evaluateTargetHealth = true;
  private readonly https: LbListener;
  private readonly test: LbListener | undefined;

  public constructor(scope: Construct, id: string, props: ApplicationLoadBalancerProps) {
    super(scope, id);
    this.speaksIpv6 = props.scheme === "internet-facing" && props.network.publicAddresses === "dualstack";
    const securityGroup = this.createSecurityGroup(props);
    this.connections = securityGroup.connections;
    this.resource = this.createLoadBalancer(props, securityGroup);
    this.redirectToHttps();
    this.https = this.listenForHttps("https", 443, props);
    if (props.testListener) this.test = this.listenForTests(props.testListener, props);
  }

  public get dnsName(): string {
    return this.resource.dnsName;
  }

  public get zoneId(): string {
    return this.resource.zoneId;
  }

  public get productionListenerArn(): string {
    return this.https.arn;
  }

  /** @throws Error when there is no test listener. */
  public get testListenerArn(): string {
    return this.testListener.arn;
  }

  /** Sends requests to a target group. Whoever registers targets there must wait for the rules. */
  public addRoute(id: string, route: Route): LbListenerRule[] {
    const { targetGroup, alternative } = route;
    const production = this.addRule(`route-${id}`, this.https, targetGroup, route);
    if (!alternative) return [production];
    return [production, this.addRule(`test-route-${id}`, this.testListener, alternative, route)];
  }

  private get testListener(): LbListener {
    if (!this.test) throw new Error(`${this.node.path} has no test listener, which blue/green deployments need`);
    return this.test;
  }

  private addRule(
    id: string,
    listener: LbListener,
    targetGroup: TargetGroup,
    { hosts, paths, priority, alternative }: Route,
  ): LbListenerRule {
    return new LbListenerRule(this, id, {
      listenerArn: listener.arn,
      priority,
      condition: [
        ...(hosts.length > 0 ? [{ hostHeader: { values: [...hosts].sort() } }] : []),
        ...(paths.length > 0 ? [{ pathPattern: { values: [...paths].sort() } }] : []),
      ],
      action: [{ type: "forward", targetGroupArn: targetGroup.resource.arn }],
      ...(alternative && { lifecycle: { ignoreChanges: ignoredBy("aws_lb_listener_rule", ["CodeDeploy"]) } }),
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

  private createSecurityGroup(props: ApplicationLoadBalancerProps): SecurityGroup {
    const { securityGroupName, label, network, scheme, allowedCidrs } = props;
    const securityGroup = new SecurityGroup(this, "security-group", { network, name: securityGroupName, label });
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
      // AWS refuses a load balancer that cannot write its logs, or that faces an internet it cannot reach.
      dependsOn: [accessLogs.bucket.policy, ...(scheme === "internet-facing" ? network.internetAccess : [])],
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

  private listenForTests(
    { port, allowedCidrs }: { port: number; allowedCidrs: readonly string[] },
    props: ApplicationLoadBalancerProps,
  ): LbListener {
    for (const cidr of allowedCidrs) this.connections.allowFromRange(cidr, port);
    return this.listenForHttps("test", port, props);
  }

  private listenForHttps(
    id: string,
    port: number,
    { certificate, tlsPolicy }: ApplicationLoadBalancerProps,
  ): LbListener {
    return new LbListener(this, id, {
      loadBalancerArn: this.resource.arn,
      port,
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
