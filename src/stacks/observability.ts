import { Construct } from "constructs";

import type { Environment } from "../config/environment";
import { instanceClasses, maxConnections } from "../config/instance-classes";
import { allHostsOf } from "../config/routes";
import type { Service } from "../config/service";
import type { Cluster } from "../constructs/containers/cluster";
import type { PostgresInstance } from "../constructs/database/postgres-instance";
import type { INetwork } from "../constructs/network/network";
import { Dashboard } from "../constructs/observability/dashboard/dashboard";
import type { WatchedDatabase, WatchedService } from "../constructs/observability/dashboard/watched";
import { SavedQueries } from "../constructs/observability/saved-queries";
import type { Names } from "../naming/names";
import type { Application } from "./application";
import type { LoadBalancers } from "./load-balancers";
import type { Monitoring } from "./monitoring";

export interface ObservabilityProps {
  readonly environment: Environment;
  readonly names: Names;
  readonly network: INetwork;
  readonly loadBalancers: LoadBalancers | undefined;
  readonly cluster: Cluster;
  readonly database: PostgresInstance | undefined;
  readonly applications: ReadonlyMap<string, Application>;
  readonly monitoring: Monitoring;
}

/** CloudWatch's alarm widget takes so many ("Dashboard body structure and syntax"). */
const mostAlarms = 100;

/** What people look at who want to know how an environment is doing. */
export class Observability extends Construct {
  public readonly dashboard: Dashboard;

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: ObservabilityProps,
  ) {
    super(scope, id);
    this.saveQueries();
    this.dashboard = this.createDashboard();
  }

  private saveQueries(): void {
    const { environment, names, cluster, database, applications } = this.props;
    new SavedQueries(this, "queries", {
      folder: environment.name,
      logGroups: {
        services: [...applications.values()].map(({ taskDefinition }) => taskDefinition.logGroup.name),
        "container-insights": [cluster.insightsLogGroup.name],
        "flow-logs": environment.network.kind === "managed" ? [names.of("flowLogGroup")] : [],
        database: database?.logGroupNames ?? [],
        "web-acl": this.protectedLoadBalancers.map((loadBalancer) => names.of("webAclLogGroup", { loadBalancer })),
      },
    });
  }

  private createDashboard(): Dashboard {
    const { environment, names, network, loadBalancers } = this.props;
    const { name, account, region, services, existingDatabases } = environment;
    return new Dashboard(this, "dashboard", {
      name: names.of("dashboard"),
      watched: {
        environment: name,
        account,
        region,
        cluster: names.of("cluster"),
        hosts: allHostsOf(environment),
        loadBalancers: [...(loadBalancers?.all() ?? [])].map(([key, { resource }]) => ({
          key,
          arnSuffix: resource.arnSuffix,
        })),
        webAcls: this.protectedLoadBalancers.map((loadBalancer) => names.of("webAcl", { loadBalancer })),
        services: Object.entries(services).map(([key, service]) => this.watchedService(key, service)),
        database: this.watchedDatabase(),
        databaseClusters: Object.keys(existingDatabases),
        natGateways: network.natGateways,
        alarms: this.shownAlarms(),
        tracing: Object.values(services).some(({ tracing }) => tracing) ? "some" : "none",
      },
    });
  }

  /** The one that stands for all, and each by itself as long as a widget takes them. */
  private shownAlarms(): string[] {
    const { alarms, environmentAlarm } = this.props.monitoring;
    const one = environmentAlarm ? [environmentAlarm.resource.arn] : [];
    const each = alarms.map(({ resource }) => resource.arn);
    return one.length + each.length <= mostAlarms ? [...one, ...each] : one;
  }

  private get protectedLoadBalancers(): string[] {
    return [...(this.props.loadBalancers?.webAcls().keys() ?? [])];
  }

  private watchedService(key: string, { cpu, memoryMiB, scaling }: Service): WatchedService {
    const { names, applications } = this.props;
    const application = applications.get(key);
    if (!application) throw new Error(`there is no application ${key}`);
    const { target, errors } = application;
    return {
      key,
      name: names.of("service", { service: key }),
      vcpus: cpu / 1024,
      memoryGiB: memoryMiB / 1024,
      aims: scaling,
      minTasks: scaling.minTasks,
      maxTasks: scaling.maxTasks,
      logGroupName: names.of("serviceLogGroup", { service: key }),
      errors: errors.metric,
      ingress: target && {
        loadBalancer: target.loadBalancer.resource.arnSuffix,
        targetGroups: [target.targetGroup, ...(target.alternative ? [target.alternative] : [])].map(
          ({ resource }) => resource.arnSuffix,
        ),
      },
    };
  }

  private watchedDatabase(): WatchedDatabase | undefined {
    const { environment, names } = this.props;
    const { database } = environment;
    if (!database) return undefined;
    const { instanceClass, allocatedStorageGiB, maxAllocatedStorageGiB } = database;
    const known = instanceClasses.get(instanceClass);
    return {
      identifier: names.of("database"),
      maxConnections: known && maxConnections(known),
      storageGiB: maxAllocatedStorageGiB === undefined ? allocatedStorageGiB : undefined,
      burstable: instanceClass.startsWith("db.t"),
    };
  }
}
