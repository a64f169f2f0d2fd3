import type { Measured } from "./graph";
import type { WatchedLoadBalancer, WatchedService } from "./watched";

/** A metric of a load balancer (Elastic Load Balancing, "CloudWatch metrics for your Application Load Balancer"). */
export function ofLoadBalancer({ arnSuffix }: WatchedLoadBalancer, name: string, stat = "Sum"): Measured {
  return { namespace: "AWS/ApplicationELB", name, dimensions: { LoadBalancer: arnSuffix }, stat };
}

/** A metric of each of a service's target groups, of which a blue/green service has two; none without ingress. */
export function ofTargets({ ingress }: WatchedService, name: string, stat = "Sum"): Measured[] {
  return (ingress?.targetGroups ?? []).map((targetGroup) => ({
    namespace: "AWS/ApplicationELB",
    name,
    dimensions: { TargetGroup: targetGroup, LoadBalancer: ingress?.loadBalancer ?? "" },
    stat,
  }));
}

/** A metric that ECS has of a service by itself. */
export function ofService(
  cluster: string,
  { name: service }: WatchedService,
  name: string,
  stat = "Average",
): Measured {
  return { namespace: "AWS/ECS", name, dimensions: { ClusterName: cluster, ServiceName: service }, stat };
}

/** A metric that Container Insights has of a service. */
export function insightOf(cluster: string, service: WatchedService, name: string, stat = "Average"): Measured {
  return { ...ofService(cluster, service, name, stat), namespace: "ECS/ContainerInsights" };
}

/** A metric of RDS, of an instance or of a cluster. */
export function ofDatabase(
  dimension: "DBInstanceIdentifier" | "DBClusterIdentifier",
  identifier: string,
  name: string,
  stat = "Average",
): Measured {
  return { namespace: "AWS/RDS", name, dimensions: { [dimension]: identifier }, stat };
}
