import { RandomProvider } from "@cdktf/provider-random/lib/provider";
import { Construct } from "constructs";

import type { Account } from "../config/account";
import type { Environment } from "../config/environment";
import { zonesOf } from "../config/network";
import { namesOf } from "../config/rules/naming-rules";
import { Cluster } from "../constructs/containers/cluster";
import { Namespace } from "../constructs/containers/namespace";
import { PostgresInstance } from "../constructs/database/postgres-instance";
import { ExistingHostedZone, HostedZone, type IHostedZone } from "../constructs/ingress/hosted-zone";
import { ExistingVpc } from "../constructs/network/existing-vpc";
import { FlowLogs } from "../constructs/network/flow-logs";
import { InterfaceEndpoints } from "../constructs/network/interface-endpoints";
import type { INetwork } from "../constructs/network/network";
import { Vpc } from "../constructs/network/vpc";
import { logEncryption } from "../constructs/observability/log-encryption";
import { EncryptionKey } from "../constructs/secrets/encryption-key";
import type { Names } from "../naming/names";
import { Application, type Surroundings } from "./application";
import { stateOf } from "./foundation-stack";
import { LoadBalancers } from "./load-balancers";
import { publishOutputs } from "./outputs";
import { PlatformStack } from "./platform-stack";

/** Everything that one environment has in AWS, in the order in which a request meets it. */
export class EnvironmentStack extends PlatformStack {
  private readonly names: Names;

  public constructor(
    scope: Construct,
    private readonly environment: Environment,
    account: Account,
  ) {
    const { name, product, region, tags } = environment;
    super(scope, name, {
      location: { account: account.id, region },
      state: stateOf(account),
      tags: { ...tags, product, environment: name },
    });
    this.names = namesOf(environment);
    new RandomProvider(this, "random");

    const encryptionKey = this.createEncryptionKey();
    const network = this.createNetwork(encryptionKey);
    const endpoints = this.createEndpoints(network);
    const zone = this.findZone();
    const loadBalancers = this.createLoadBalancers(network, zone);
    const cluster = new Cluster(this, "cluster", { name: this.names.of("cluster") });
    const namespace = new Namespace(this, "namespace", { name: this.names.of("namespace"), network });
    const database = this.createDatabase(network);
    const { names, location } = this;
    const applications = this.createApplications({
      ...{ environment, names, location, encryptionKey },
      ...{ network, endpoints, loadBalancers, cluster, namespace, database },
    });
    publishOutputs(this, { environment, loadBalancers, cluster, database, applications });
  }

  private createEncryptionKey(): EncryptionKey {
    const { name, onDestroy } = this.environment;
    return new EncryptionKey(this, "key", {
      alias: this.names.of("keyAlias", { key: "environment" }),
      description: `Encrypts the secrets, parameters and logs of ${name}`,
      location: this.location,
      onDestroy,
      statements: [logEncryption(this.location)],
    });
  }

  private createNetwork(encryptionKey: EncryptionKey): INetwork {
    const { network, name, region } = this.environment;
    if (network.kind === "existing") return new ExistingVpc(this, "network", network);
    const { cidr, nat, flowLogRetentionDays } = network;
    const vpc = new Vpc(this, "network", { name, cidr, region, nat, zones: zonesOf(network) });
    new FlowLogs(this, "flow-logs", {
      vpcId: vpc.vpcId,
      logGroupName: this.names.of("flowLogGroup"),
      roleName: this.names.of("flowLogsRole"),
      retentionDays: flowLogRetentionDays,
      encryptionKey,
      location: this.location,
    });
    return vpc;
  }

  private createEndpoints(network: INetwork): InterfaceEndpoints | undefined {
    const { network: config, name, region } = this.environment;
    if (config.kind === "existing" || config.interfaceEndpoints.length === 0) return undefined;
    return new InterfaceEndpoints(this, "endpoints", { network, name, region, services: config.interfaceEndpoints });
  }

  private findZone(): IHostedZone | undefined {
    const { dns, onDestroy } = this.environment;
    if (!dns) return undefined;
    return dns.zoneOwner === "managed"
      ? new HostedZone(this, "zone", { name: dns.zone, onDestroy })
      : new ExistingHostedZone(this, "zone", { name: dns.zone });
  }

  private createLoadBalancers(network: INetwork, zone: IHostedZone | undefined): LoadBalancers {
    return new LoadBalancers(this, "load-balancers", {
      environment: this.environment,
      names: this.names,
      location: this.location,
      network,
      zone,
    });
  }

  private createDatabase(network: INetwork): PostgresInstance | undefined {
    const { database, onDestroy } = this.environment;
    if (!database) return undefined;
    return new PostgresInstance(this, "database", {
      ...database,
      identifier: this.names.of("database"),
      keyAlias: this.names.of("keyAlias", { key: "database" }),
      network,
      location: this.location,
      onDestroy,
    });
  }

  private createApplications(surroundings: Surroundings): Map<string, Application> {
    const scope = new Construct(this, "services");
    const { services } = this.environment;
    return new Map(
      Object.entries(services).map(([key, service]) => [
        key,
        new Application(scope, key, { key, service, ...surroundings }),
      ]),
    );
  }
}
