import type { Construct } from "constructs";

import type { ScheduleGroup } from "../scheduling/schedule-group";
import { Alarms, type AlarmsProps } from "./alarms";

export interface ScheduleAlarmsProps extends AlarmsProps {
  readonly group: ScheduleGroup;
}

/**
 * Starts of scheduled tasks that EventBridge Scheduler has given up (EventBridge Scheduler User Guide, "Monitoring with
 * Amazon CloudWatch").
 *
 * Costs money: an alarm on one metric.
 */
export class ScheduleAlarms extends Alarms {
  public constructor(scope: Construct, id: string, props: ScheduleAlarmsProps) {
    super(scope, id, props);
    this.add("dropped-starts", {
      description:
        "A scheduled task could not be started, and EventBridge Scheduler has given up. CloudTrail says what ECS answered to RunTask: no capacity, or a role or network that is gone. `npm run task` makes up for it.",
      metric: {
        namespace: "AWS/Scheduler",
        name: "InvocationDroppedCount",
        dimensions: { ScheduleGroup: props.group.resource.name },
        statistic: "Sum",
      },
      threshold: { atLeast: 1 },
      periodMinutes: 5,
      periods: { alarming: 1, of: 1 },
      missingData: "notBreaching", // nothing was given up
    });
  }
}
