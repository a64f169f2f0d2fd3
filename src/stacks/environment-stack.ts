import { RandomProvider } from "@cdktf/provider-random/lib/provider";
import { Construct } from "constructs";

import type { Account } from "../config/account";
import type { Environment } from "../config/environment";
import { existingDatabasesKey } from "../config/existing-databases";
import { zonesOf } from "../config/network";
import { allHostsOf } from "../config/routes";
import { scheduledTasks } from "../config/tasks";
import { namesOf } from "../config/given-names";
import { Cluster } from "../constructs/containers/cluster";
import { StartedServices } from "../constructs/containers/started-services";
import { Namespace } from "../constructs/containers/namespace";
import { DatabaseProxy } from "../constructs/database/database-proxy";
import { ExistingClusters } from "../constructs/database/existing-clusters";
import { PostgresInstance } from "../constructs/database/postgres-instance";
import { Certificate } from "../constructs/ingress/certificate";
import { logDeliveryEncryption } from "../constructs/ingress/distribution-logs";
import { ExistingHostedZone, HostedZone, type IHostedZone } from "../constructs/ingress/hosted-zone";
import { ExistingVpc } from "../constructs/network/existing-vpc";
import { FlowLogs } from "../constructs/network/flow-logs";
import { InterfaceEndpoints } from "../constructs/network/interface-endpoints";
import type { INetwork } from "../constructs/network/network";
import { Vpc } from "../constructs/network/vpc";
import { alarmEncryption } from "../constructs/observability/alarm-encryption";
import { logEncryption } from "../constructs/observability/log-encryption";
import { ScheduleGroup } from "../constructs/scheduling/schedule-group";
import { EncryptionKey } from "../constructs/secrets/encryption-key";
import type { GivenName, Names } from "../naming/names";
import type { RetainedResources } from "../naming/retained-resources";
import { Application, type ApplicationContext } from "./application";
import { Delivery } from "./delivery";
import { stateOf } from "./foundation-stack";
import { LoadBalancers } from "./load-balancers";
import { Observability } from "./observability";
import { Monitoring } from "./monitoring";
import { publishOutputs } from "./outputs";
import { PlatformStack } from "./platform-stack";
import { Recovery, type RecoveryProps } from "./recovery";
import { Roles } from "./roles";
import { Rotation } from "./rotation";
import { StaticAssets } from "./static-assets";
import { checkTaskDefinitionSizes } from "./task-definition-sizes";

/** Everything that one environment has in AWS, in the order in which a request meets it. */
export class EnvironmentStack extends PlatformStack {
  private readonly names: Names;

  public constructor(
    scope: Construct,
    public readonly environment: Environment,
    account: Account,
    retained?: RetainedResources,
  ) {
    const { name, product, region, tags } = environment;
    super(scope, name, {
      location: { account: account.id, region },
      awsProviderVersion: account.awsProviderVersion,
      state: stateOf(account),
      retained,
      tags: { ...tags, product, environment: name },
    });
    this.names = namesOf(environment);
    new RandomProvider(this, "random");

    const encryptionKey = this.createEncryptionKey();
    const network = this.createNetwork(encryptionKey);
    const endpoints = this.createEndpoints(network);
    const zone = this.findZone();
    const loadBalancers = this.createLoadBalancers(network, zone, encryptionKey);
    const staticAssets = this.createStaticAssets(zone, encryptionKey);
    const cluster = this.createCluster(encryptionKey);
    const startedServices = this.findStartedServices();
    const roles = new Roles(this, "roles", this.location);
    const namespace = this.createNamespace(network);
    const database = this.createDatabase(network);
    const proxy = database && this.createProxy(database, network, encryptionKey);
    const existingDatabases = this.findDatabases(network);
    const scheduleGroup = this.createScheduleGroup();
    const { names, location } = this;
    const applications = this.createApplications({
      ...{ environment, names, location, encryptionKey, network, endpoints, loadBalancers },
      ...{ roles, cluster, startedServices, namespace, existingDatabases, scheduleGroup },
      database: proxy ?? database,
    });
    const monitoring = new Monitoring(this, "monitoring", {
      ...{ environment, names, location, encryptionKey, network, loadBalancers, staticAssets },
      ...{ cluster, database, applications, scheduleGroup },
    });
    const delivery = new Delivery(this, "delivery", {
      ...{ environment, names, location, cluster, applications, staticAssets, monitoring },
    });
    const { topic } = monitoring;
    new Rotation(this, "rotation", {
      ...{ environment, names, location, encryptionKey, cluster, applications, topic },
    });
    this.createRecovery({ database, staticAssets, applications, topic });
    const observability = new Observability(this, "observability", {
      ...{ environment, names, network, loadBalancers, cluster, database, applications, monitoring },
    });
    publishOutputs(this, {
      ...{ environment, loadBalancers, staticAssets, cluster, database, applications, monitoring, delivery },
      observability,
    });
  }

  /** Every name that the environment gives to something in AWS. */
  public get givenNames(): readonly GivenName[] {
    return this.names.given;
  }

  private createEncryptionKey(): EncryptionKey {
    const { name, onDestroy, account, staticAssets } = this.environment;
    const logSource = { account, name: this.names.of("staticAssets") };
    return new EncryptionKey(this, "key", {
      alias: this.names.of("keyAlias", { key: "environment" }),
      description: `Encrypts the secrets, parameters, logs and alarms of ${name}`,
      location: this.location,
      onDestroy,
      statements: [
        logEncryption(this.location),
        ...alarmEncryption(this.location),
        ...(staticAssets ? [logDeliveryEncryption(logSource)] : []),
      ],
    });
  }

  private createNetwork(encryptionKey: EncryptionKey): INetwork {
    const { location } = this;
    const { network, name } = this.environment;
    if (network.kind === "existing") return new ExistingVpc(this, "network", network);
    const vpc = new Vpc(this, "network", { ...network, name, location, zones: zonesOf(network) });
    new FlowLogs(this, "flow-logs", {
      vpcId: vpc.vpcId,
      logGroupName: this.names.of("flowLogGroup"),
      roleName: this.names.of("flowLogsRole"),
      retentionDays: network.flowLogRetentionDays,
      encryptionKey,
      location,
    });
    return vpc;
  }

  private createEndpoints(network: INetwork): InterfaceEndpoints | undefined {
    const { network: config, name } = this.environment;
    if (config.kind === "existing" || config.interfaceEndpoints.length === 0) return undefined;
    return new InterfaceEndpoints(this, "endpoints", {
      network,
      name,
      location: this.location,
      services: config.interfaceEndpoints,
      access: config.endpointAccess,
    });
  }

  /** Without hosts there is no use for a zone, and none is looked for. */
  private findZone(): IHostedZone | undefined {
    const { dns, loadBalancers, staticAssets, onDestroy } = this.environment;
    if (!dns || (Object.keys(loadBalancers).length === 0 && !staticAssets)) return undefined;
    return dns.zoneOwner === "managed"
      ? new HostedZone(this, "zone", { name: dns.zone, onDestroy })
      : new ExistingHostedZone(this, "zone", { name: dns.zone });
  }

  private createLoadBalancers(
    network: INetwork,
    zone: IHostedZone | undefined,
    encryptionKey: EncryptionKey,
  ): LoadBalancers | undefined {
    const { environment, names, location } = this;
    const { dns, loadBalancers } = environment;
    if (!dns || !zone || Object.keys(loadBalancers).length === 0) return undefined;
    const certificate = new Certificate(this, "certificate", {
      domain: dns.domain ?? dns.zone,
      alternativeNames: allHostsOf(environment),
      zone,
    });
    return new LoadBalancers(this, "load-balancers", {
      ...{ environment, names, location, network, zone, certificate, encryptionKey },
    });
  }

  private createStaticAssets(zone: IHostedZone | undefined, encryptionKey: EncryptionKey): StaticAssets | undefined {
    const { environment, names, location } = this;
    const { staticAssets: config } = environment;
    if (!config || !zone) return undefined;
    const usEast1 = this.scopeIn("us-east-1", "static-assets-edge");
    return new StaticAssets(this, "static-assets", {
      ...{ environment, config, names, location, zone, encryptionKey, usEast1 },
    });
  }

  private createCluster(encryptionKey: EncryptionKey): Cluster {
    const retentionDays = this.environment.containerInsightsRetentionDays;
    return new Cluster(this, "cluster", {
      name: this.names.of("cluster"),
      insights: { retentionDays, encryptionKey },
    });
  }

  private findStartedServices(): StartedServices {
    return new StartedServices(this, "started-services", {
      clusterName: this.names.of("cluster"),
      location: this.location,
    });
  }

  private createNamespace(network: INetwork): Namespace | undefined {
    if (this.environment.namespace === "none") return undefined;
    return new Namespace(this, "namespace", { name: this.names.of("namespace"), network });
  }

  private createDatabase(network: INetwork): PostgresInstance | undefined {
    const { database, onDestroy } = this.environment;
    if (!database) return undefined;
    return new PostgresInstance(this, "database", {
      ...database,
      identifier: this.names.of("database"),
      subnetGroupName: this.names.of("databaseSubnetGroup"),
      monitoringRoleName: this.names.of("databaseMonitoringRole"),
      keyAlias: this.names.of("keyAlias", { key: "database" }),
      network,
      location: this.location,
      onDestroy,
    });
  }

  private createProxy(
    database: PostgresInstance,
    network: INetwork,
    encryptionKey: EncryptionKey,
  ): DatabaseProxy | undefined {
    const { database: config } = this.environment;
    if (config?.proxy !== "created") return undefined;
    const { logRetentionDays } = config;
    const name = this.names.of("databaseProxy");
    return new DatabaseProxy(this, "database-proxy", {
      ...{ name, database, network, encryptionKey, logRetentionDays },
      roleName: this.names.of("databaseProxyRole"),
      securityGroupName: `${name}-database-proxy`,
      location: this.location,
    });
  }

  private findDatabases(network: INetwork): ExistingClusters | undefined {
    const { database, existingDatabases, onDestroy } = this.environment;
    const clusters = Object.entries(existingDatabases);
    if (clusters.length === 0) return undefined;
    const subnetGroupName = this.names.of("databaseSubnetGroup");
    return new ExistingClusters(this, "existing-databases", {
      clusters: Object.fromEntries(
        clusters.map(([cluster, { port }]) => {
          const securityGroupName = this.names.of("databaseSecurityGroup", { cluster });
          return [cluster, { port, securityGroupName, passwordName: this.names.of("databasePassword", { cluster }) }];
        }),
      ),
      keyAlias: this.names.of("keyAlias", { key: existingDatabasesKey(this.environment) }),
      subnetGroupName: database ? `${subnetGroupName}-existing` : subnetGroupName,
      network,
      location: this.location,
      onDestroy,
    });
  }

  private createScheduleGroup(): ScheduleGroup | undefined {
    const isScheduled = Object.values(this.environment.services).some((service) => scheduledTasks(service).length > 0);
    return isScheduled
      ? new ScheduleGroup(this, "schedule-group", { name: this.names.of("scheduleGroup") })
      : undefined;
  }

  private createApplications(surroundings: ApplicationContext): Map<string, Application> {
    const scope = new Construct(this, "services");
    const { services } = this.environment;
    const applications = new Map(
      Object.entries(services).map(([key, service]) => [
        key,
        new Application(scope, key, { key, service, ...surroundings }),
      ]),
    );
    for (const application of applications.values()) application.allowServiceCalls(applications);
    checkTaskDefinitionSizes(this.environment.name, applications);
    return applications;
  }

  private createRecovery(
    stateful: Pick<RecoveryProps, "database" | "staticAssets" | "applications" | "topic">,
  ): Recovery | undefined {
    const { environment, names, location } = this;
    const { recovery } = environment;
    if (!recovery) return undefined;
    const recoveryScope = this.scopeIn(recovery.region, "recovery-region");
    return new Recovery(this, "recovery", { ...stateful, environment, recovery, names, location, recoveryScope });
  }
}
