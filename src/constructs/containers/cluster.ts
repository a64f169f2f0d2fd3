import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { EcsClusterCapacityProviders } from "@cdktf/provider-aws/lib/ecs-cluster-capacity-providers";
import { Construct } from "constructs";

export interface ClusterProps {
  readonly name: string;
}

/**
 * An ECS cluster whose tasks run on Fargate or Fargate Spot, watched by Container Insights.
 *
 * Costs money: Container Insights, by the metric; the tasks, by the second. The cluster itself is free.
 */
export class Cluster extends Construct {
  public readonly resource: EcsCluster;
  /** ECS refuses a service on capacity that the cluster does not have yet. */
  public readonly capacityProviders: EcsClusterCapacityProviders;

  public constructor(scope: Construct, id: string, { name }: ClusterProps) {
    super(scope, id);
    this.resource = new EcsCluster(this, "Resource", {
      name,
      setting: [{ name: "containerInsights", value: "enabled" }],
    });
    this.capacityProviders = new EcsClusterCapacityProviders(this, "capacity-providers", {
      clusterName: this.resource.name,
      capacityProviders: ["FARGATE", "FARGATE_SPOT"],
      defaultCapacityProviderStrategy: [{ capacityProvider: "FARGATE", weight: 1, base: 0 }],
    });
  }
}
