import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { EcsClusterCapacityProviders } from "@cdktf/provider-aws/lib/ecs-cluster-capacity-providers";
import { Construct } from "constructs";

import type { EncryptionKey } from "../secrets/encryption-key";

export interface ClusterProps {
  readonly name: string;
  /** For the single measurements behind the metrics of Container Insights. */
  readonly insights: { readonly retentionDays: number; readonly encryptionKey: EncryptionKey };
}

/**
 * An ECS cluster whose tasks run on Fargate or Fargate Spot, watched by Container Insights (Amazon CloudWatch User
 * Guide, "Setting up Container Insights on Amazon ECS").
 *
 * Costs money: Container Insights, by the metric and by the gigabyte of its log; the tasks, by the second. The cluster itself is free.
 */
export class Cluster extends Construct {
  public readonly resource: EcsCluster;
  /** ECS refuses a service on capacity that the cluster does not have yet. */
  public readonly capacityProviders: EcsClusterCapacityProviders;
  /** Where Container Insights writes single measurements of services, tasks and containers. */
  public readonly insightsLogGroup: CloudwatchLogGroup;

  public constructor(scope: Construct, id: string, { name, insights }: ClusterProps) {
    super(scope, id);
    this.insightsLogGroup = new CloudwatchLogGroup(this, "insights-log-group", {
      name: `/aws/ecs/containerinsights/${name}/performance`,
      retentionInDays: insights.retentionDays,
      kmsKeyId: insights.encryptionKey.arn,
    });
    this.resource = new EcsCluster(this, "Resource", {
      name,
      setting: [{ name: "containerInsights", value: "enabled" }],
      dependsOn: [this.insightsLogGroup], // Container Insights would create it without encryption
    });
    this.capacityProviders = new EcsClusterCapacityProviders(this, "capacity-providers", {
      clusterName: this.resource.name,
      capacityProviders: ["FARGATE", "FARGATE_SPOT"],
      defaultCapacityProviderStrategy: [{ capacityProvider: "FARGATE", weight: 1, base: 0 }],
    });
  }
}
