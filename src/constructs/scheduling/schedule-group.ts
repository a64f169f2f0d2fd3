import { SchedulerScheduleGroup } from "@cdktf/provider-aws/lib/scheduler-schedule-group";
import { Construct } from "constructs";

export interface ScheduleGroupProps {
  readonly name: string;
}

/**
 * The schedules of an environment together: roles trust it, and CloudWatch counts what it started and what it gave up
 * (EventBridge Scheduler User Guide, "Managing a schedule group").
 *
 * Costs nothing; the schedules cost a US dollar for each million of starts, after the first 14 million of a month.
 */
export class ScheduleGroup extends Construct {
  public readonly resource: SchedulerScheduleGroup;

  public constructor(scope: Construct, id: string, { name }: ScheduleGroupProps) {
    super(scope, id);
    this.resource = new SchedulerScheduleGroup(this, "Resource", { name });
  }
}
