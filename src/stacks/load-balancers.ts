import { Construct } from "constructs";

import type { Environment } from "../config/environment";
import { redirectRule } from "../config/listener-rules";
import type { LoadBalancer } from "../config/load-balancer";
import { type ManagedRuleGroupKey, managedRuleGroups } from "../config/managed-rule-groups";
import { hostsOf } from "../config/routes";
import type { AwsLocation } from "../constructs/iam/aws-location";
import { AccessLogBucket } from "../constructs/ingress/access-log-bucket";
import { AliasRecords } from "../constructs/ingress/alias-records";
import { ApplicationLoadBalancer } from "../constructs/ingress/application-load-balancer";
import type { Certificate } from "../constructs/ingress/certificate";
import { EmptyTargetGroup } from "../constructs/ingress/empty-target-group";
import type { IHostedZone } from "../constructs/ingress/hosted-zone";
import { WebAcl } from "../constructs/ingress/web-acl";
import { WebAclLogPolicy } from "../constructs/ingress/web-acl-log-policy";
import type { INetwork } from "../constructs/network/network";
import type { EncryptionKey } from "../constructs/secrets/encryption-key";
import { constructId } from "../naming/construct-id";
import type { Names } from "../naming/names";

export interface LoadBalancersProps {
  readonly environment: Environment;
  readonly names: Names;
  readonly location: AwsLocation;
  readonly network: INetwork;
  readonly zone: IHostedZone;
  /** For the logs of web ACLs. */
  readonly encryptionKey: EncryptionKey;
  /** For all of their hosts. */
  readonly certificate: Certificate;
}

/** Every load balancer of an environment, each with its access logs, DNS records, redirects and web ACL. */
export class LoadBalancers extends Construct {
  /** For all of their hosts. */
  public readonly certificate: Certificate;
  private readonly byKey = new Map<string, ApplicationLoadBalancer>();
  private readonly webAclByKey = new Map<string, WebAcl>();
  private webAclLogPolicy?: WebAclLogPolicy;

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: LoadBalancersProps,
  ) {
    super(scope, id);
    this.certificate = props.certificate;
    for (const [key, config] of Object.entries(props.environment.loadBalancers))
      this.byKey.set(key, this.create(key, config));
  }

  /** @throws Error when the environment has no load balancer of that key, which its rules exclude. */
  public get(key: string | undefined): ApplicationLoadBalancer {
    const loadBalancer = key === undefined ? undefined : this.byKey.get(key);
    if (!loadBalancer) throw new Error(`there is no load balancer ${String(key)}`);
    return loadBalancer;
  }

  public all(): ReadonlyMap<string, ApplicationLoadBalancer> {
    return this.byKey;
  }

  /** By the key of the load balancer that each protects. */
  public webAcls(): ReadonlyMap<string, WebAcl> {
    return this.webAclByKey;
  }

  private create(key: string, config: LoadBalancer): ApplicationLoadBalancer {
    const { environment, names, location, network, zone, certificate } = this.props;
    const { onDestroy } = environment;
    const scope = new Construct(this, key);
    const hosts = hostsOf(environment, key);
    const accessLogs = new AccessLogBucket(scope, "access-logs", {
      bucketName: names.of("accessLogBucket", { loadBalancer: key }),
      retentionDays: config.accessLogRetentionDays,
      location,
      onDestroy,
    });
    const loadBalancer = new ApplicationLoadBalancer(scope, "load-balancer", {
      ...config,
      name: names.of("loadBalancer", { loadBalancer: key }),
      securityGroupName: names.of("loadBalancerSecurityGroup", { loadBalancer: key }),
      label: key,
      network,
      certificate,
      accessLogs,
      onDestroy,
    });
    for (const [from, to] of Object.entries(config.redirects)) {
      loadBalancer.addRedirect({ ...redirectRule(from), host: from }, to);
    }
    for (const [name, protocol] of Object.entries(config.defaultTargetGroups)) {
      new EmptyTargetGroup(scope, constructId(name), { name, protocol, network });
    }
    new AliasRecords(scope, "records", { hosts, zone, target: loadBalancer });
    this.protect(scope, key, config, loadBalancer);
    return loadBalancer;
  }

  private protect(
    scope: Construct,
    key: string,
    { webAcl: config }: LoadBalancer,
    loadBalancer: ApplicationLoadBalancer,
  ): void {
    if (config === "none") return;
    const { names, location, encryptionKey } = this.props;
    const policy = (this.webAclLogPolicy ??= new WebAclLogPolicy(this, "web-acl-log-policy", {
      name: names.of("webAclLogPolicy"),
      location,
    }));
    const { managedRules, rateLimit, logs } = config;
    const webAcl = new WebAcl(scope, "web-acl", {
      name: names.of("webAcl", { loadBalancer: key }),
      managedRules: (Object.keys(managedRuleGroups) as ManagedRuleGroupKey[]).map((group) => ({
        name: kebabCase(group),
        group: managedRuleGroups[group].name,
        ...managedRules[group],
      })),
      rateLimit,
      logs: { ...logs, groupName: names.of("webAclLogGroup", { loadBalancer: key }), encryptionKey, policy },
    });
    webAcl.protect(loadBalancer);
    this.webAclByKey.set(key, webAcl);
  }
}

function kebabCase(key: string): string {
  return key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
