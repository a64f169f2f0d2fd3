import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { Construct } from "constructs";

import { constructId } from "../../naming/construct-id";
import { shortHash } from "../../naming/short-hash";
import { addressOf } from "../../terraform/address";
import { MovedFrom } from "../../terraform/moved-from";
import type { Owner } from "../../resources/kind";
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

/** The requests of one listener rule. */
export interface Route {
  /** As in `www.example.com` or `*.example.com`. @default every host */
  readonly host?: string | undefined;
  /** As in `/api/*`. @default every path */
  readonly path?: string | undefined;
  /** Lower goes first; unique on the load balancer. */
  readonly priority: number;
}

/** Requests that belong to one service. */
export interface ServiceRoutes {
  /** At least one. */
  readonly routes: readonly Route[];
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
 *     tester ── 8443 ► TLS ── host and path ──► target group of new tasks
 *
 * Costs money by the hour and by capacity units (connections, bytes, rules), and each of its public addresses by the hour.
 */
export class ApplicationLoadBalancer extends Construct implements IConnectable, AliasTarget {
  public readonly connections: Connections;
  public readonly resource: Lb;
  public readonly speaksIpv6: boolean;
  public readonly evaluateTargetHealth = true;
  private readonly http: LbListener;
  private readonly https: LbListener;
  private readonly test: LbListener | undefined;

  public constructor(scope: Construct, id: string, props: ApplicationLoadBalancerProps) {
    super(scope, id);
    this.speaksIpv6 = props.scheme === "internet-facing" && props.network.publicAddresses === "dualstack";
    const securityGroup = this.createSecurityGroup(props);
    this.connections = securityGroup.connections;
    this.resource = this.createLoadBalancer(props, securityGroup);
    this.http = this.redirectToHttps();
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

  /**
   * Attaches a target group without sending it any request: ECS registers tasks in attached groups only, and a load balancer
   * checks the health of those only. It takes a rule that no request meets, neither by its host nor by its source (RFC 2606,
   * RFC 5737). Its listener has no routes, so it takes whichever priority is free.
   */
  public attach(id: string, targetGroup: TargetGroup): LbListenerRule {
    return new LbListenerRule(this, `attachment-${id}`, {
      listenerArn: this.http.arn,
      condition: [{ hostHeader: { values: [`${id}.invalid`] } }, { sourceIp: { values: ["192.0.2.0/32"] } }],
      action: [{ type: "forward", targetGroupArn: targetGroup.resource.arn }],
    });
  }

  /**
   * Sends requests to a service. A rule is identified by its route, so that a host which moves to another service changes the
   * action of one rule.
   */
  public addRoutes(service: string, { routes, targetGroup, alternative }: ServiceRoutes): LbListenerRule[] {
    const owner = alternative && ("CodeDeploy" as const);
    const production = this.addRules("route", this.https, { service, routes, targetGroup, owner });
    if (!alternative) return production;
    const test = { service, routes, targetGroup: alternative, owner };
    return [...production, ...this.addRules("test-route", this.testListener, test)];
  }

  /** Sends who asks for one host to another, with path and query, for good. */
  public addRedirect({ host: from, priority }: Route & { readonly host: string }, to: string): void {
    const rule = new LbListenerRule(this, routeId("route", { host: from }), {
      listenerArn: this.https.arn,
      priority,
      condition: [{ hostHeader: { values: [from] } }],
      action: [{ type: "redirect", redirect: { host: to, statusCode: "HTTP_301" } }],
    });
    new MovedFrom(this, `redirect-${constructId(from)}`, rule);
  }

  private get testListener(): LbListener {
    if (!this.test) throw new Error(`${this.node.path} has no test listener, which blue/green deployments need`);
    return this.test;
  }

  /** One rule of a service, which had all of its routes, becomes the first one's when the others are there. */
  private addRules(
    kind: "route" | "test-route",
    listener: LbListener,
    {
      service,
      routes,
      ...to
    }: Pick<ServiceRoutes, "routes" | "targetGroup"> & { service: string; owner: Owner | undefined },
  ): LbListenerRule[] {
    const [first, ...others] = routes.map((route) => this.addRule(kind, listener, { ...route, ...to }));
    if (!first) throw new Error(`${this.node.path} has no route to ${service}`);
    if (others.length > 0) first.dependsOn = others.map(addressOf);
    new MovedFrom(this, `${kind}-${service}`, first);
    return [first, ...others];
  }

  private addRule(
    kind: "route" | "test-route",
    listener: LbListener,
    { host, path, priority, targetGroup, owner }: Route & { targetGroup: TargetGroup; owner: Owner | undefined },
  ): LbListenerRule {
    return new LbListenerRule(this, routeId(kind, { host, path }), {
      listenerArn: listener.arn,
      priority,
      condition: [
        ...(host === undefined ? [] : [{ hostHeader: { values: [host] } }]),
        ...(path === undefined && host !== undefined ? [] : [{ pathPattern: { values: [path ?? "/*"] } }]),
      ],
      action: [{ type: "forward", targetGroupArn: targetGroup.resource.arn }],
      ...(owner && { lifecycle: { ignoreChanges: ignoredBy("aws_lb_listener_rule", [owner]) } }),
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

  private redirectToHttps(): LbListener {
    return new LbListener(this, "http", {
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

/** No two routes have the same, and none is a former one, which named the service in lower case and without a dot. */
function routeId(kind: "route" | "test-route", { host, path }: Pick<Route, "host" | "path">): string {
  const requests = `${kind}-${host === undefined ? "everyHost" : constructId(host)}`;
  return path === undefined ? requests : `${requests}-${constructId(path.slice(1))}-${shortHash(path)}`;
}
