import type { Construct } from "constructs";

import { Alarms, type AlarmsProps, type Threshold } from "./alarms";
import { replacementMinutes } from "./replacement-time";

export interface ServiceAlarmsProps extends AlarmsProps {
  /** What the service is called, for the descriptions. */
  readonly service: string;
  readonly clusterName: string;
  readonly serviceName: string;
  readonly cpuPercent: Threshold;
  readonly memoryPercent: Threshold;
  /** How long a new task may fail its health checks. */
  readonly gracePeriodSeconds: number;
}

/**
 * Whether a service has the tasks that it wants, and whether these have enough to work with. How many are wanted is what
 * ECS says at the moment: one, two after scaling, or none (Amazon ECS, "CloudWatch metrics"; Container Insights, "Amazon
 * ECS metrics").
 *
 * Costs money: an alarm on two metrics and two on one.
 */
export class ServiceAlarms extends Alarms {
  public constructor(scope: Construct, id: string, props: ServiceAlarmsProps) {
    super(scope, id, props);
    this.watchTasks(props);
    this.watchUse("cpu", "CPUUtilization", props.cpuPercent, props);
    this.watchUse("memory", "MemoryUtilization", props.memoryPercent, props);
  }

  private watchTasks(props: ServiceAlarmsProps): void {
    const minutes = replacementMinutes(props.gracePeriodSeconds);
    const count = (name: string): { namespace: string; name: string; dimensions: Record<string, string> } => ({
      namespace: "ECS/ContainerInsights",
      name,
      dimensions: dimensionsOf(props),
    });
    this.add("missing-tasks", {
      description: `For ${minutes} minutes ${props.service} has had fewer tasks than it wants. The service's events say why none starts (image, secret, capacity); the log group and the stopped tasks' reasons say why they end.`,
      metric: {
        expression: "desired - FILL(running, 0)",
        label: "Tasks that are wanted and do not run",
        metrics: {
          desired: { ...count("DesiredTaskCount"), statistic: "Minimum" },
          running: { ...count("RunningTaskCount"), statistic: "Maximum" },
        },
      },
      threshold: { atLeast: 1 },
      periodMinutes: 1,
      periods: { alarming: minutes, of: minutes },
      missingData: "missing", // Container Insights begins to count some minutes after the service's creation
    });
  }

  private watchUse(concern: "cpu" | "memory", name: string, threshold: Threshold, props: ServiceAlarmsProps): void {
    if (threshold === "none") return;
    this.add(concern, {
      description: `The tasks of ${props.service} use ${threshold} percent of their ${concern === "cpu" ? "CPU" : "memory"} or more on average, for a quarter of an hour, so scaling has come to its end or does not look at it. Raise scaling.maxTasks, or the size of a task; if the load is the usual one, look for what changed with the last revision.`,
      metric: { namespace: "AWS/ECS", name, dimensions: dimensionsOf(props), statistic: "Average" },
      threshold: { atLeast: threshold },
      periodMinutes: 5,
      periods: { alarming: 3, of: 3 },
      missingData: "notBreaching", // no task uses anything
    });
  }
}

function dimensionsOf({ clusterName, serviceName }: ServiceAlarmsProps): Record<string, string> {
  return { ClusterName: clusterName, ServiceName: serviceName };
}
