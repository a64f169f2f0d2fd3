import { Construct } from "constructs";

import type { Environment } from "../config/environment";
import type { Cluster } from "../constructs/containers/cluster";
import { BlueGreenDeployment } from "../constructs/delivery/blue-green-deployment";
import { CodeDeployRole } from "../constructs/delivery/code-deploy-role";
import { PipelineRole } from "../constructs/delivery/pipeline-role";
import type { AwsLocation } from "../constructs/iam/aws-location";
import { Role } from "../constructs/iam/role";
import { ParameterImage } from "../constructs/registry/parameter-image";
import type { Names } from "../naming/names";
import { isPipelineManaged } from "../config/deployment";
import type { Application } from "./application";
import type { StaticAssets } from "./static-assets";
import type { Monitoring } from "./monitoring";

export interface DeliveryProps {
  readonly environment: Environment;
  readonly names: Names;
  readonly location: AwsLocation;
  readonly cluster: Cluster;
  readonly applications: ReadonlyMap<string, Application>;
  readonly staticAssets: StaticAssets | undefined;
  readonly monitoring: Monitoring;
}

/** How a pipeline brings new revisions to the services that it owns: CodeDeploy for blue/green, and the pipeline's role. */
export class Delivery extends Construct {
  /** By service. */
  public readonly blueGreen: ReadonlyMap<string, BlueGreenDeployment>;
  public readonly pipeline: PipelineRole | undefined;

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: DeliveryProps,
  ) {
    super(scope, id);
    this.takeBackRolling();
    this.blueGreen = this.createBlueGreen();
    this.pipeline = this.createPipeline();
    this.createServiceRole();
  }

  private takeBackRolling(): void {
    const { environment, applications, monitoring } = this.props;
    for (const [key, { service }] of applications) {
      const alarms = monitoring.rollbackAlarms.get(key) ?? [];
      if (environment.services[key]?.deployment.kind === "rolling") service.rollbackOnAlarms(alarms);
    }
  }

  private createBlueGreen(): Map<string, BlueGreenDeployment> {
    const { environment, names, location, cluster, applications, monitoring } = this.props;
    const deployments = new Map<string, BlueGreenDeployment>();
    const services = Object.entries(environment.services).filter(
      ([, { deployment }]) => deployment.kind === "blue-green",
    );
    if (services.length === 0) return deployments;
    const role = new CodeDeployRole(this, "code-deploy", { name: names.of("codeDeployRole"), location });
    for (const [key, { deployment }] of services) {
      const { service, target } = applications.get(key) ?? {};
      if (deployment.kind !== "blue-green" || !service || !target?.alternative) continue;
      deployments.set(
        key,
        new BlueGreenDeployment(this, key, {
          ...deployment,
          name: names.of("codeDeploy", { service: key }),
          clusterName: cluster.resource.name,
          target: { ...target, alternative: target.alternative },
          rollbackAlarms: [...(monitoring.rollbackAlarms.get(key) ?? []), ...deployment.rollbackAlarms],
          ...{ service, role },
        }),
      );
    }
    return deployments;
  }

  private createPipeline(): PipelineRole | undefined {
    const { environment, names, location, cluster, applications, staticAssets } = this.props;
    if (!environment.pipeline) return undefined;
    const role = new PipelineRole(this, "pipeline", {
      ...environment.pipeline,
      name: names.of("pipelineRole"),
      location,
    });
    const clusterName = cluster.resource.name;
    if (staticAssets) role.grantUpload(staticAssets.distribution);
    for (const [key, { service, repository, image }] of applications) {
      const config = environment.services[key];
      if (repository) role.grantPush(repository);
      if (!config) continue;
      if (!isPipelineManaged(config.deployment)) {
        if (image instanceof ParameterImage) role.grantChoose(image);
        continue;
      }
      role.grantRegister(service);
      if (config.release || Object.keys(config.tasks).length > 0) role.grantRunTasks(service, clusterName);
      if (this.blueGreen.has(key)) role.grantBlueGreen(service, clusterName, names.of("codeDeploy", { service: key }));
      else role.grantUpdate(service, clusterName);
    }
    return role;
  }

  private createServiceRole(): void {
    const { environment, names, location } = this.props;
    if (environment.ecsServiceRole === "none") return;
    new Role(this, "ecs-service", {
      name: names.of("serviceRole"),
      description: "Kept for its name: ECS uses its service-linked role instead",
      trust: {
        principals: { Service: "ecs.amazonaws.com" },
        conditions: { StringEquals: { "aws:SourceAccount": location.account } },
      },
    });
  }
}
