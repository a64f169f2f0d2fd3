import { Construct } from "constructs";

import { instanceClasses, maxConnections } from "../config/instance-classes";
import type { Database } from "../config/database";
import type { Environment } from "../config/environment";
import { freeStoragePercentOf, thresholdsOf } from "../config/alarm-thresholds";
import type { Threshold } from "../config/monitoring";
import { scheduledTasks } from "../config/tasks";
import type { Cluster } from "../constructs/containers/cluster";
import { Budget } from "../constructs/cost/budget";
import type { PostgresInstance } from "../constructs/database/postgres-instance";
import type { AwsLocation } from "../constructs/iam/aws-location";
import type { Certificate } from "../constructs/ingress/certificate";
import type { INetwork } from "../constructs/network/network";
import type { Alarm } from "../constructs/observability/alarm";
import { AlarmTopic } from "../constructs/observability/alarm-topic";
import type { AlarmsProps } from "../constructs/observability/alarms";
import { CertificateAlarms } from "../constructs/observability/certificate-alarms";
import { CompositeAlarm } from "../constructs/observability/composite-alarm";
import { DatabaseAlarms, type DatabaseAlarmsProps } from "../constructs/observability/database-alarms";
import { FailedDeployments } from "../constructs/observability/failed-deployments";
import { FailedScheduledTasks } from "../constructs/observability/failed-scheduled-tasks";
import { LoadBalancerAlarms } from "../constructs/observability/load-balancer-alarms";
import { NatAlarms } from "../constructs/observability/nat-alarms";
import { ScheduleAlarms } from "../constructs/observability/schedule-alarms";
import { ServiceAlarms } from "../constructs/observability/service-alarms";
import { TargetGroupAlarms } from "../constructs/observability/target-group-alarms";
import { WebAclAlarms } from "../constructs/observability/web-acl-alarms";
import type { ScheduleGroup } from "../constructs/scheduling/schedule-group";
import type { EncryptionKey } from "../constructs/secrets/encryption-key";
import type { Names } from "../naming/names";
import { tagEverythingBelow } from "../terraform/tags";
import type { Application } from "./application";
import type { LoadBalancers } from "./load-balancers";
import type { StaticAssets } from "./static-assets";

export interface MonitoringProps {
  readonly environment: Environment;
  readonly names: Names;
  readonly location: AwsLocation;
  readonly encryptionKey: EncryptionKey;
  readonly network: INetwork;
  readonly loadBalancers: LoadBalancers | undefined;
  readonly staticAssets: StaticAssets | undefined;
  readonly cluster: Cluster;
  readonly database: PostgresInstance | undefined;
  readonly applications: ReadonlyMap<string, Application>;
  /** `undefined` where nothing is scheduled. */
  readonly scheduleGroup: ScheduleGroup | undefined;
}

/** Who is told of what: the alarms of an environment, each following from what is configured, and its budget. */
export class Monitoring extends Construct {
  public readonly topic: AlarmTopic;
  /** Every alarm on a metric. */
  public readonly alarms: readonly Alarm[];
  /** Is on while any other is; `undefined` where there is none. */
  public readonly environmentAlarm: CompositeAlarm | undefined;
  /** Names of the alarms that take a service's deployment back, by service. */
  public readonly rollbackAlarms: ReadonlyMap<string, readonly string[]>;

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: MonitoringProps,
  ) {
    super(scope, id);
    this.topic = this.createTopic();
    const targets = this.watchTargets();
    this.rollbackAlarms = new Map(
      [...targets].map(([service, alarms]) => [service, alarms.map(({ resource }) => resource.alarmName)]),
    );
    this.alarms = [
      ...this.watchLoadBalancers(),
      ...[...targets.values()].flat(),
      ...this.watchServices(),
      ...this.watchDatabase(),
      ...this.watchNetwork(),
      ...this.watchCertificates(),
      ...this.watchSchedules(),
    ];
    this.environmentAlarm = this.combine();
    this.tellOfFailedDeployments();
    this.tellOfFailedTasks();
    this.limitCost();
  }

  private createTopic(): AlarmTopic {
    const { environment, names, location, encryptionKey } = this.props;
    const { subscribers } = environment.monitoring;
    return new AlarmTopic(this, "topic", { name: names.of("alarmTopic"), location, encryptionKey, subscribers });
  }

  private watchLoadBalancers(): Alarm[] {
    const { environment, location, loadBalancers } = this.props;
    if (!loadBalancers) return [];
    const scope = new Construct(this, "load-balancers");
    return [...loadBalancers.all()].flatMap(([key, loadBalancer]) => {
      const props = { ...environment.monitoring.loadBalancers, ...this.alarmsOn(`load-balancers/${key}`) };
      const own = new LoadBalancerAlarms(scope, key, { ...props, loadBalancer });
      const webAcl = loadBalancers.webAcls().get(key);
      if (!webAcl) return own.all;
      return [...own.all, ...new WebAclAlarms(own, "web-acl", { ...props, webAcl, region: location.region }).all];
    });
  }

  private watchTargets(): Map<string, Alarm[]> {
    const { environment, applications } = this.props;
    const scope = new Construct(this, "targets");
    const watched = [...applications].flatMap(([service, { target }]): [string, Alarm[]][] => {
      if (!target) return [];
      const { loadBalancer, targetGroup, alternative, gracePeriodSeconds } = target;
      const ofService = new Construct(scope, service);
      tagEverythingBelow(ofService, { service });
      const groups = alternative ? { "-gr": targetGroup, "-bl": alternative } : { "": targetGroup };
      const alarms = Object.entries(groups).flatMap(([suffix, group]) => {
        const props = { service, loadBalancer, targetGroup: group, gracePeriodSeconds };
        const { topic, nameOf } = this.alarmsOn(`services/${service}`);
        return new TargetGroupAlarms(ofService, `target-group${suffix}`, {
          ...thresholdsOf(environment, service),
          ...props,
          topic,
          nameOf: (concern) => nameOf(`${concern}${suffix}`),
        }).all;
      });
      return [[service, alarms]];
    });
    return new Map(watched);
  }

  private watchServices(): Alarm[] {
    const { environment, cluster, applications } = this.props;
    const scope = new Construct(this, "services");
    return [...applications].flatMap(([key, { service, target }]) => {
      const alarms = new ServiceAlarms(scope, key, {
        ...thresholdsOf(environment, key),
        ...this.alarmsOn(`services/${key}`),
        service: key,
        clusterName: cluster.resource.name,
        serviceName: service.resource.name,
        gracePeriodSeconds: target?.gracePeriodSeconds ?? 0,
      });
      tagEverythingBelow(alarms, { service: key });
      return alarms.all;
    });
  }

  private watchDatabase(): Alarm[] {
    const { environment, database } = this.props;
    if (!database || !environment.database) return [];
    return new DatabaseAlarms(this, "database", {
      ...this.alarmsOn("database"),
      ...limitsOf(environment, environment.database),
      identifier: database.resource.identifier,
    }).all;
  }

  private watchNetwork(): Alarm[] {
    const { environment, network } = this.props;
    return new NatAlarms(this, "network", {
      ...this.alarmsOn("network"),
      gateways: network.natGateways,
      giBPerHour: environment.monitoring.network.natGiBPerHour,
    }).all;
  }

  private watchCertificates(): Alarm[] {
    const { environment, location, loadBalancers, staticAssets } = this.props;
    const scope = new Construct(this, "certificates");
    const watch = (key: string, certificate: Certificate): Alarm[] =>
      new CertificateAlarms(scope, key, {
        ...environment.monitoring.certificates,
        ...this.alarmsOn(`certificates/${key}`),
        certificate,
      }).all;
    return [
      ...(loadBalancers ? watch("load-balancers", loadBalancers.certificate) : []),
      // An alarm tells topics of its own region only, and CloudFront's certificates are in this one.
      ...(staticAssets && location.region === "us-east-1" ? watch("static-assets", staticAssets.certificate) : []),
    ];
  }

  private watchSchedules(): Alarm[] {
    const { scheduleGroup: group } = this.props;
    return group ? new ScheduleAlarms(this, "schedules", { ...this.alarmsOn("schedules"), group }).all : [];
  }

  private combine(): CompositeAlarm | undefined {
    const { environment, names } = this.props;
    if (this.alarms.length === 0) return undefined;
    return new CompositeAlarm(this, "environment", {
      name: names.of("alarm", { key: "environment" }),
      description: `Something is wrong with ${environment.name}: at least one of its alarms is on. It has told the alarm topic what to do.`,
      alarms: this.alarms,
    });
  }

  private tellOfFailedDeployments(): void {
    const { environment, names, location, cluster } = this.props;
    const blueGreen = Object.entries(environment.services).filter(
      ([, { deployment }]) => deployment.kind === "blue-green",
    );
    new FailedDeployments(this, "failed-deployments", {
      nameOf: (key) => names.of("eventRule", { key }),
      topic: this.topic,
      location,
      clusterName: cluster.resource.name,
      codeDeployApplications: blueGreen.map(([service]) => names.of("codeDeploy", { service })),
    });
  }

  private tellOfFailedTasks(): void {
    const { environment, names, cluster, scheduleGroup } = this.props;
    if (!scheduleGroup) return;
    const scheduled = Object.entries(environment.services).filter(([, service]) => scheduledTasks(service).length > 0);
    new FailedScheduledTasks(this, "failed-scheduled-tasks", {
      nameOf: (key) => names.of("eventRule", { key }),
      topic: this.topic,
      cluster,
      services: scheduled.map(([service]) => service),
    });
  }

  private limitCost(): void {
    const { environment, names } = this.props;
    if (!environment.budget) return;
    new Budget(this, "budget", {
      ...environment.budget,
      name: names.of("budget"),
      environment: environment.name,
      topic: this.topic,
    });
  }

  /** What all alarms on one thing have in common: `services/api` becomes `…/services/api/cpu`. */
  private alarmsOn(thing: string): AlarmsProps {
    const { names } = this.props;
    return { topic: this.topic, nameOf: (concern) => names.of("alarm", { key: `${thing}/${concern}` }) };
  }
}

/** When a database is in trouble, in the units of its metrics. */
export function limitsOf(
  environment: Environment,
  { instanceClass: name, allocatedStorageGiB }: Database,
): Pick<DatabaseAlarmsProps, "cpuPercent" | "freeMemoryBytes" | "freeStorageBytes" | "connections"> {
  const { cpuPercent, freeMemoryPercent, connectionsPercent } = environment.monitoring.database;
  const instanceClass = instanceClasses.get(name);
  return {
    cpuPercent,
    freeMemoryBytes: share(freeMemoryPercent, bytesPerGiB * (instanceClass?.memoryGiB ?? 0)),
    freeStorageBytes: share(freeStoragePercentOf(environment), bytesPerGiB * allocatedStorageGiB),
    connections: share(connectionsPercent, instanceClass ? maxConnections(instanceClass) : 0),
  };
}

const bytesPerGiB = 1024 ** 3;

function share(percent: Threshold, whole: number): Threshold {
  return percent === "none" ? "none" : Math.floor((percent / 100) * whole);
}
