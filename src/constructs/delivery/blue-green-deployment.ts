import { CodedeployApp } from "@cdktf/provider-aws/lib/codedeploy-app";
import { CodedeployDeploymentConfig } from "@cdktf/provider-aws/lib/codedeploy-deployment-config";
import { CodedeployDeploymentGroup } from "@cdktf/provider-aws/lib/codedeploy-deployment-group";
import { Construct } from "constructs";

import { deploymentConfigurationName } from "../../naming/deployment-configuration";
import type { FargateService, ServiceTarget } from "../containers/fargate-service";
import type { TargetGroup } from "../ingress/target-group";
import type { CodeDeployRole } from "./code-deploy-role";

/** How requests move from the old tasks to the new ones. */
export type TrafficShift =
  | { readonly kind: "all-at-once" }
  | { readonly kind: "canary" | "linear"; readonly percent: number; readonly minutes: number };

export interface BlueGreenDeploymentProps {
  /** Of the CodeDeploy application and of its one deployment group. */
  readonly name: string;
  readonly clusterName: string;
  readonly service: FargateService;
  /** Requests reach the service through these, and move between the two target groups. */
  readonly target: ServiceTarget & { readonly alternative: TargetGroup };
  readonly role: CodeDeployRole;
  readonly traffic: TrafficShift;
  /** How long the new tasks wait behind the test listener until an operator or a pipeline lets requests move; 0 means not at all. */
  readonly readyWaitMinutes: number;
  /** How long the old tasks stay. */
  readonly terminationWaitMinutes: number;
  /** Alarms that take a deployment back, by name: ten at most. */
  readonly rollbackAlarms: readonly string[];
}

/**
 * Blue/green deployments of one ECS service through CodeDeploy: new tasks come up beside the old ones behind the test
 * listener, requests move as configured, and a deployment that fails, or is stopped, or raises an alarm, is taken back
 * (AWS CodeDeploy User Guide, "Deployments on an Amazon ECS Compute Platform"). Which revision runs and where requests
 * go is the deployment's business from then on.
 *
 * Costs money: the second set of tasks while both run.
 */
export class BlueGreenDeployment extends Construct {
  public readonly group: CodedeployDeploymentGroup;

  public constructor(scope: Construct, id: string, props: BlueGreenDeploymentProps) {
    super(scope, id);
    const application = new CodedeployApp(this, "Resource", { name: props.name, computePlatform: "ECS" });
    props.role.grantDeploy(props);
    this.group = new CodedeployDeploymentGroup(this, "group", {
      appName: application.name,
      deploymentGroupName: props.name,
      serviceRoleArn: props.role.arn,
      deploymentConfigName: this.trafficConfiguration(props),
      deploymentStyle: { deploymentOption: "WITH_TRAFFIC_CONTROL", deploymentType: "BLUE_GREEN" },
      ecsService: { clusterName: props.clusterName, serviceName: props.service.resource.name },
      blueGreenDeploymentConfig: {
        deploymentReadyOption:
          props.readyWaitMinutes > 0
            ? { actionOnTimeout: "STOP_DEPLOYMENT", waitTimeInMinutes: props.readyWaitMinutes }
            : { actionOnTimeout: "CONTINUE_DEPLOYMENT" },
        terminateBlueInstancesOnDeploymentSuccess: {
          action: "TERMINATE",
          terminationWaitTimeInMinutes: props.terminationWaitMinutes,
        },
      },
      loadBalancerInfo: {
        targetGroupPairInfo: {
          prodTrafficRoute: { listenerArns: [props.target.loadBalancer.productionListenerArn] },
          testTrafficRoute: { listenerArns: [props.target.loadBalancer.testListenerArn] },
          targetGroup: [props.target.targetGroup, props.target.alternative].map(({ resource }) => ({
            name: resource.name,
          })),
        },
      },
      autoRollbackConfiguration: {
        enabled: true,
        events: ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"],
      },
      alarmConfiguration: { enabled: props.rollbackAlarms.length > 0, alarms: [...props.rollbackAlarms] },
    });
  }

  /** AWS's own configuration for everything at once; one of our own for what is said in numbers. */
  private trafficConfiguration({ name, traffic }: BlueGreenDeploymentProps): string {
    if (traffic.kind === "all-at-once") return "CodeDeployDefault.ECSAllAtOnce";
    const { kind, percent: percentage, minutes: interval } = traffic;
    return new CodedeployDeploymentConfig(this, "configuration", {
      deploymentConfigName: deploymentConfigurationName(name, traffic),
      computePlatform: "ECS",
      trafficRoutingConfig:
        kind === "canary"
          ? { type: "TimeBasedCanary", timeBasedCanary: { interval, percentage } }
          : { type: "TimeBasedLinear", timeBasedLinear: { interval, percentage } },
      lifecycle: { createBeforeDestroy: true },
    }).deploymentConfigName;
  }
}
