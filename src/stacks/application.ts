import { Construct } from "constructs";

import type { Environment } from "../config/environment";
import { listenerPriority } from "../config/listener-priority";
import { routesOf } from "../config/routes";
import type { Service } from "../config/service";
import type { Cluster } from "../constructs/containers/cluster";
import { FargateService, type ServiceTarget } from "../constructs/containers/fargate-service";
import type { Namespace } from "../constructs/containers/namespace";
import { ServiceScaling } from "../constructs/containers/service-scaling";
import { TaskDefinition } from "../constructs/containers/task-definition";
import type { PostgresInstance } from "../constructs/database/postgres-instance";
import type { AwsLocation } from "../constructs/iam/aws-location";
import { TargetGroup } from "../constructs/ingress/target-group";
import type { InterfaceEndpoints } from "../constructs/network/interface-endpoints";
import type { INetwork } from "../constructs/network/network";
import { ServiceImage } from "../constructs/registry/service-image";
import type { EncryptionKey } from "../constructs/secrets/encryption-key";
import { OperatorParameters } from "../constructs/secrets/operator-parameters";
import { ServiceSecrets } from "../constructs/secrets/service-secrets";
import type { NameKind } from "../naming/limits";
import type { Names, NameValues } from "../naming/names";
import { shortHash } from "../naming/short-hash";
import { tagEverythingBelow } from "../terraform/tags";
import { containersOf } from "./containers";
import type { LoadBalancers } from "./load-balancers";

/** What the applications of an environment share. */
export interface Surroundings {
  readonly environment: Environment;
  readonly names: Names;
  readonly location: AwsLocation;
  readonly encryptionKey: EncryptionKey;
  readonly network: INetwork;
  readonly endpoints: InterfaceEndpoints | undefined;
  readonly loadBalancers: LoadBalancers;
  readonly cluster: Cluster;
  readonly namespace: Namespace;
  readonly database: PostgresInstance | undefined;
}

export interface ApplicationProps extends Surroundings {
  /** The service's key in the environment. */
  readonly key: string;
  readonly service: Service;
}

/** One service of an environment with all that belongs to it alone: image, secrets, tasks, ingress, scaling. */
export class Application extends Construct {
  public readonly image: ServiceImage;
  public readonly taskDefinition: TaskDefinition;
  public readonly service: FargateService;
  public readonly secrets: ServiceSecrets;
  private readonly props: ApplicationProps;

  public constructor(scope: Construct, id: string, props: ApplicationProps) {
    super(scope, id);
    this.props = props;
    this.image = this.createImage();
    this.secrets = this.createSecrets();
    this.taskDefinition = this.createTaskDefinition();
    const target = this.createTarget();
    this.service = this.createService(target);
    this.createScaling(target);
    this.connect(target);
    this.grant();
    tagEverythingBelow(this, { service: props.key });
  }

  private createImage(): ServiceImage {
    return new ServiceImage(this, "image", {
      repositoryName: this.props.service.repository,
      parameterName: this.name("imageParameter"),
    });
  }

  private createSecrets(): ServiceSecrets {
    return new ServiceSecrets(this, "secrets", {
      ...this.props.service.secrets,
      generatedName: (key) => this.name("generatedSecret", { key }),
      operatorName: this.name("operatorSecret"),
      encryptionKey: this.props.encryptionKey,
      onDestroy: this.props.environment.onDestroy,
    });
  }

  private createTaskDefinition(): TaskDefinition {
    const { key, service, encryptionKey, location, database } = this.props;
    return new TaskDefinition(this, "task-definition", {
      family: this.name("taskDefinitionFamily"),
      cpu: service.cpu,
      memoryMiB: service.memoryMiB,
      architecture: service.architecture,
      image: this.image,
      containers: containersOf({
        key,
        service,
        image: this.image,
        secrets: this.secrets.values,
        database: service.database && database,
        region: location.region,
      }),
      logs: { groupName: this.name("serviceLogGroup"), retentionDays: service.logRetentionDays, encryptionKey },
      executionRoleName: this.name("executionRole"),
      taskRoleName: this.name("taskRole"),
      location,
    });
  }

  private createTarget(): ServiceTarget | undefined {
    const { key, service, environment, network, loadBalancers } = this.props;
    const route = routesOf(environment).find((candidate) => candidate.service === key);
    if (!route || service.port === undefined) return undefined;
    const { hosts, paths, healthCheck, deregistrationDelaySeconds, gracePeriodSeconds } = route.ingress;
    const targetGroup = new TargetGroup(this, "target-group", {
      name: this.name("targetGroup", { hash: shortHash(`HTTP ${service.port} ${environment.network.kind}`) }),
      network,
      port: service.port,
      healthCheck,
      deregistrationDelaySeconds,
    });
    const loadBalancer = loadBalancers.get(route.loadBalancer);
    const rule = loadBalancer.addRoute(key, { hosts, paths, priority: listenerPriority(route.ingress), targetGroup });
    return { loadBalancer, targetGroup, rule, containerName: key, containerPort: service.port, gracePeriodSeconds };
  }

  private createService(target: ServiceTarget | undefined): FargateService {
    const { key, service, cluster, network, namespace } = this.props;
    return new FargateService(this, "service", {
      name: this.name("service"),
      label: key,
      cluster,
      network,
      securityGroupName: this.name("securityGroup"),
      taskDefinition: this.taskDefinition,
      port: service.port,
      target,
      discovery: service.port === undefined ? undefined : namespace.register(key),
      capacity: service.capacity,
      initialTasks: service.scaling.minTasks,
      ...service.deployment,
      exec: service.exec,
    });
  }

  private createScaling(target: ServiceTarget | undefined): void {
    const { service, cluster } = this.props;
    const { requestsPerTarget, ...scaling } = service.scaling;
    const requests =
      target && requestsPerTarget !== undefined ? { ...target, perTarget: requestsPerTarget } : undefined;
    new ServiceScaling(this, "scaling", { ...scaling, cluster, service: this.service, requests });
  }

  private connect(target: ServiceTarget | undefined): void {
    const { endpoints, database, service } = this.props;
    const { connections } = this.service;
    target?.loadBalancer.connections.allowTo(this.service);
    connections.allowToRange("0.0.0.0/0", 443, "internet");
    if (endpoints) connections.allowTo(endpoints);
    if (database && service.database) connections.allowTo(database);
  }

  private grant(): void {
    const { service, database, encryptionKey, environment, location } = this.props;
    const parameters = new OperatorParameters(this, "parameters", {
      path: this.name("parameterPath"),
      names: service.parameters,
      encryptionKey,
      onDestroy: environment.onDestroy,
      location,
    });
    parameters.grantRead(this.taskDefinition.taskRole);
    if (database && service.database) database.grantConnect(this.taskDefinition.taskRole, service.database.user);
  }

  private name(kind: NameKind, values: NameValues = {}): string {
    return this.props.names.of(kind, { service: this.props.key, ...values });
  }
}
