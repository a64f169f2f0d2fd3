import { Construct } from "constructs";

import { isPipelineManaged } from "../config/deployment";
import { deploymentMinutes } from "../config/deployment-time";
import type { Environment } from "../config/environment";
import { listenerRules } from "../config/listener-rules";
import { collectorMemoryMiB, platformContainers } from "../config/platform-containers";
import { routeOf } from "../config/routes";
import { authenticationOf, databaseUserSecret, ownerOf } from "../config/service-database";
import type { Service } from "../config/service";
import { scheduledTasks } from "../config/tasks";
import type { Cluster } from "../constructs/containers/cluster";
import { FargateService, type ServiceTarget } from "../constructs/containers/fargate-service";
import { FirstImage } from "../constructs/containers/first-image";
import type { Namespace } from "../constructs/containers/namespace";
import { ServiceScaling } from "../constructs/containers/service-scaling";
import type { StartedServices } from "../constructs/containers/started-services";
import { TaskDefinition } from "../constructs/containers/task-definition";
import { Tracing } from "../constructs/containers/tracing";
import type { ExistingClusters } from "../constructs/database/existing-clusters";
import type { IDatabase } from "../constructs/database/database";
import { DatabaseUser } from "../constructs/database/database-user";
import { grantAccess } from "../constructs/iam/application-access";
import type { AwsLocation } from "../constructs/iam/aws-location";
import { TargetGroup } from "../constructs/ingress/target-group";
import type { InterfaceEndpoints } from "../constructs/network/interface-endpoints";
import type { INetwork } from "../constructs/network/network";
import { ErrorMetric } from "../constructs/observability/error-metric";
import { ParameterImage } from "../constructs/registry/parameter-image";
import type { IImage } from "../constructs/registry/image";
import { PublicImage } from "../constructs/registry/public-image";
import { RegisteredRepository } from "../constructs/registry/registered-repository";
import type { ScheduleGroup } from "../constructs/scheduling/schedule-group";
import { ScheduledTasks } from "../constructs/scheduling/scheduled-tasks";
import type { EncryptionKey } from "../constructs/secrets/encryption-key";
import { OperatorParameters } from "../constructs/secrets/operator-parameters";
import { ServiceSecrets } from "../constructs/secrets/service-secrets";
import { FileSystem } from "../constructs/storage/file-system";
import type { NameKind } from "../naming/name-kinds";
import type { Names, NameValues } from "../naming/names";
import { shortHash } from "../naming/short-hash";
import { tagEverythingBelow } from "../terraform/tags";
import { containersOf } from "./containers";
import type { LoadBalancers } from "./load-balancers";
import type { Roles } from "./roles";

/** What the applications of an environment share. */
export interface ApplicationContext {
  readonly environment: Environment;
  readonly names: Names;
  readonly location: AwsLocation;
  readonly encryptionKey: EncryptionKey;
  readonly network: INetwork;
  readonly endpoints: InterfaceEndpoints | undefined;
  readonly loadBalancers: LoadBalancers | undefined;
  readonly roles: Roles;
  readonly cluster: Cluster;
  readonly startedServices: StartedServices;
  readonly namespace: Namespace | undefined;
  /** Where services connect to: the database, or its proxy. */
  readonly database: IDatabase | undefined;
  readonly existingDatabases: ExistingClusters | undefined;
  /** `undefined` where nothing is scheduled. */
  readonly scheduleGroup: ScheduleGroup | undefined;
}

export interface ApplicationProps extends ApplicationContext {
  /** The service's key in the environment. */
  readonly key: string;
  readonly service: Service;
}

/** One service of an environment with all that belongs to it alone: image, secrets, tasks, ingress, scaling. */
export class Application extends Construct {
  /** `undefined` where the image comes from a public registry. */
  public readonly repository: RegisteredRepository | undefined;
  public readonly image: IImage;
  public readonly secrets: ServiceSecrets;
  public readonly taskDefinition: TaskDefinition;
  public readonly target: ServiceTarget | undefined;
  public readonly service: FargateService;
  /** `undefined` where the service does not use the environment's database. */
  public readonly databaseUser: DatabaseUser | undefined;
  public readonly fileSystem: FileSystem | undefined;
  /** Lines of its log that tell of errors, counted. */
  public readonly errors: ErrorMetric;
  private readonly tracing: Tracing | undefined;

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: ApplicationProps,
  ) {
    super(scope, id);
    this.repository = this.findRepository();
    this.image = this.createImage();
    this.secrets = this.createSecrets();
    this.databaseUser = this.createDatabaseUser();
    this.fileSystem = this.createFileSystem();
    this.tracing = this.createTracing();
    this.taskDefinition = this.createTaskDefinition();
    this.errors = this.countErrors();
    this.target = this.createTarget();
    this.service = this.createService();
    this.createScaling();
    this.createScheduledTasks();
    this.connect();
    this.grant();
    this.waitForEverything();
    tagEverythingBelow(this, { service: props.key });
  }

  /** The ARNs of all its secrets: by environment variable, and beside these the operator's and its database user's. */
  public get secretArns(): Readonly<Record<string, string>> {
    const user = this.databaseUser?.secret;
    return { ...this.secrets.arns, ...(user && { [databaseUserSecret]: user.arn }) };
  }

  /** Opens to it the services that it calls by name: to be called when all of them are there. */
  public allowServiceCalls(applications: ReadonlyMap<string, Application>): void {
    const { connections } = this.service;
    for (const key of this.props.service.calls) {
      const callee = applications.get(key);
      if (!callee) throw new Error(`${this.node.path} calls ${key}, which is not there`);
      const edge = connections.allowTo(callee.service);
      for (const { service } of [this, callee]) service.addDependencies(edge);
    }
  }

  private findRepository(): RegisteredRepository | undefined {
    const { repository } = this.props.service;
    return repository === undefined ? undefined : new RegisteredRepository(this, "repository", repository);
  }

  private createImage(): IImage {
    const { publicImage } = this.props.service;
    if (publicImage !== undefined) return new PublicImage(publicImage);
    if (!this.repository) throw new Error(`${this.node.path} has neither a repository nor a public image`);
    return new ParameterImage(this, "image", {
      repository: this.repository,
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

  private createDatabaseUser(): DatabaseUser | undefined {
    const { service, environment, database, encryptionKey } = this.props;
    if (!database || !environment.database || !service.database) return undefined;
    const { user, schema } = service.database;
    return new DatabaseUser(this, "database-user", {
      ...{ database, user, schema, encryptionKey },
      owner: ownerOf(schema, environment.services),
      extensions: environment.database.extensions,
      authentication: authenticationOf(service.database, environment.database),
      secretName: this.name("generatedSecret", { key: databaseUserSecret }),
      onDestroy: environment.onDestroy,
    });
  }

  private createFileSystem(): FileSystem | undefined {
    const { key, service, network, encryptionKey, environment } = this.props;
    if (!service.fileSystem) return undefined;
    return new FileSystem(this, "file-system", {
      name: `${environment.name}-${key}`,
      label: `${key}-files`,
      network,
      encryptionKey,
      owner: service.fileSystem,
      backups: environment.recovery ? "by-plan" : "by-default",
      onDestroy: environment.onDestroy,
    });
  }

  private createTracing(): Tracing | undefined {
    const { tracing } = this.props.service;
    if (!tracing) return undefined;
    const name = this.name("tracedService");
    const collectorName = platformContainers.traces;
    return new Tracing(this, "tracing", { ...tracing, name, collectorName, collectorMemoryMiB });
  }

  private createTaskDefinition(): TaskDefinition {
    const { key, service, environment, roles, encryptionKey, location } = this.props;
    const { image, databaseUser, fileSystem, tracing } = this;
    return new TaskDefinition(this, "task-definition", {
      family: this.name("taskDefinitionFamily"),
      cpu: service.cpu,
      memoryMiB: service.memoryMiB,
      architecture: service.architecture,
      image,
      containers: containersOf({
        ...{ key, service, image, databaseUser, fileSystem, tracing },
        secrets: this.secrets.values,
        idleTimeoutSeconds:
          environment.loadBalancers[routeOf(environment, key)?.loadBalancer ?? ""]?.idleTimeoutSeconds,
      }),
      logs: {
        groupName: this.name("serviceLogGroup"),
        retentionDays: service.logRetentionDays,
        encryptionKey,
        delivery: service.logDelivery,
      },
      executionRole: roles.forTasks(this.name("executionRole"), "With it ECS starts tasks"),
      taskRole: roles.forTasks(this.name("taskRole"), "In it an application runs", this.name("taskPolicy")),
      region: location.region,
      trackLatest: !isPipelineManaged(service.deployment),
    });
  }

  private countErrors(): ErrorMetric {
    const { key, service, environment } = this.props;
    return new ErrorMetric(this, "errors", {
      service: key,
      logGroup: this.taskDefinition.logGroup,
      pattern: service.errorPattern,
      namespace: `${environment.product}/${environment.stage}`,
    });
  }

  private createTarget(): ServiceTarget | undefined {
    const { key, service, environment, loadBalancers } = this.props;
    const route = routeOf(environment, key);
    if (!route || service.port === undefined || !loadBalancers) return undefined;
    const { gracePeriodSeconds, tls } = route.ingress;
    const targetGroup = this.createTargetGroup("target-group", "gr", service.port, route.ingress);
    const alternative =
      service.deployment.kind === "blue-green"
        ? this.createTargetGroup("alternative-target-group", "bl", service.port, route.ingress)
        : undefined;
    const loadBalancer = loadBalancers.get(route.loadBalancer);
    const routes = listenerRules(route.ingress);
    const rules = loadBalancer.addRoutes(key, { routes, targetGroup, alternative });
    return {
      loadBalancer,
      targetGroup,
      alternative,
      rules,
      // CodeDeploy moves requests by itself, between target groups that its rules have from the start.
      attachment: alternative ? undefined : loadBalancer.attach(key, targetGroup),
      containerName: tls === "sidecar" ? platformContainers.tls : key,
      containerPort: service.port,
      gracePeriodSeconds,
    };
  }

  private createTargetGroup(
    id: string,
    color: "gr" | "bl",
    port: number,
    ingress: NonNullable<Service["ingress"]>,
  ): TargetGroup {
    const { network } = this.props;
    const protocol = ingress.tls === "none" ? "HTTP" : "HTTPS";
    return new TargetGroup(this, id, {
      name: this.name("targetGroup", {
        color,
        hash: shortHash(`${protocol} ${port} ${this.vpcIdentity()}${color === "bl" ? " bl" : ""}`),
      }),
      network,
      protocol,
      port,
      healthCheck: ingress.healthCheck,
      deregistrationDelaySeconds: ingress.deregistrationDelaySeconds,
    });
  }

  /** Another VPC means another target group. */
  private vpcIdentity(): string {
    const { network } = this.props.environment;
    return network.kind === "managed" ? network.cidr : JSON.stringify(network.vpcTags);
  }

  private createService(): FargateService {
    const { key, service, environment, cluster, network, namespace } = this.props;
    return new FargateService(this, "service", {
      name: this.name("service"),
      label: key,
      cluster,
      network,
      securityGroupName: this.name("securityGroup"),
      taskDefinition: this.taskDefinition,
      port: service.port,
      target: this.target,
      discovery: service.port === undefined ? undefined : namespace?.register(key),
      capacity: service.capacity,
      initialTasks: service.scaling.minTasks,
      firstImage: this.awaitImage(),
      deployment: service.deployment,
      deploymentMinutes: deploymentMinutes(service),
      statusCommand: `npm run status -- ${environment.name}`,
      exec: service.exec,
    });
  }

  private awaitImage(): FirstImage | undefined {
    const { image, props } = this;
    if (!(image instanceof ParameterImage)) return undefined;
    return new FirstImage(this, "first-image", {
      image,
      services: props.startedServices,
      serviceName: this.name("service"),
    });
  }

  private createScaling(): void {
    const { service, cluster } = this.props;
    const { requestsPerTarget, ...scaling } = service.scaling;
    const requests =
      this.target && requestsPerTarget !== undefined ? { ...this.target, perTarget: requestsPerTarget } : undefined;
    new ServiceScaling(this, "scaling", { ...scaling, cluster, service: this.service, requests });
  }

  private createScheduledTasks(): void {
    const { key, service, cluster, location, scheduleGroup } = this.props;
    const tasks = scheduledTasks(service);
    if (!scheduleGroup || tasks.length === 0) return;
    new ScheduledTasks(this, "scheduled-tasks", {
      group: scheduleGroup,
      roleName: this.name("schedulerRole"),
      cluster,
      service: this.service,
      containerName: key,
      commands: Object.fromEntries(
        tasks.map(([name, { timezone = "Etc/UTC", state = "enabled", ...task }]) => [
          name,
          { ...task, name: this.name("schedule", { task: name }), timezone, state },
        ]),
      ),
      location,
    });
  }

  private connect(): void {
    const { endpoints, database, existingDatabases, service } = this.props;
    const { connections } = this.service;
    if (this.target) this.service.addDependencies(this.target.loadBalancer.connections.allowTo(this.service));
    connections.allowToRange("0.0.0.0/0", 443, "internet");
    for (const [name, { port, cidr }] of Object.entries(service.egress)) connections.allowToRange(cidr, port, name);
    if (endpoints) connections.allowTo(endpoints);
    if (database && service.database) connections.allowTo(database);
    if (this.fileSystem) connections.allowTo(this.fileSystem);
    for (const cluster of service.existingDatabases)
      if (existingDatabases) connections.allowTo(existingDatabases.get(cluster));
  }

  private grant(): void {
    const { service, database, location } = this.props;
    const { taskRole } = this.taskDefinition;
    if (service.parameters.length > 0) this.createParameters().grantRead(taskRole);
    grantAccess(taskRole, service.access, location);
    if (service.access.secrets === "own") this.secrets.grantReadOperator(taskRole);
    this.fileSystem?.grantMount(taskRole);
    this.tracing?.grantSend(taskRole);
    if (database && service.database) database.grantConnect(taskRole, service.database.user);
  }

  /** What tasks need at their start and Terraform does not see. */
  private waitForEverything(): void {
    const { executionRole, taskRole } = this.taskDefinition;
    const { outboundAccess } = this.props.network;
    const { outbound } = this.service.connections;
    this.service.addDependencies([
      ...executionRole.permissions,
      ...taskRole.permissions,
      ...outbound,
      ...outboundAccess,
      ...(this.fileSystem?.mountTargets ?? []),
      ...(this.databaseUser?.database.prerequisites ?? []),
    ]);
  }

  private createParameters(): OperatorParameters {
    const { service, encryptionKey, environment, location } = this.props;
    return new OperatorParameters(this, "parameters", {
      path: this.name("parameterPath"),
      names: service.parameters,
      encryptionKey,
      onDestroy: environment.onDestroy,
      location,
    });
  }

  private name(kind: NameKind, values: NameValues = {}): string {
    return this.props.names.of(kind, { service: this.props.key, ...values });
  }
}
