import {
  type AlarmType,
  CloudWatchClient,
  type CompositeAlarm,
  DescribeAlarmsCommand,
  type MetricAlarm,
} from "@aws-sdk/client-cloudwatch";

import type { AlarmFact } from "../../report/facts";
import { inBatches } from "./batches";
import type { DeployedStack } from "./deployed-stack";
import type { AwsSession } from "./session";

const AlarmTypes: AlarmType[] = ["MetricAlarm", "CompositeAlarm"];

export async function readAlarms(session: AwsSession, deployed: DeployedStack): Promise<AlarmFact[]> {
  const declared = ["aws_cloudwatch_composite_alarm", "aws_cloudwatch_metric_alarm"].flatMap((type) =>
    deployed.of(type).map((resource) => ({
      name: deployed.text(resource, "alarm_name") ?? resource.name,
      composite: type === "aws_cloudwatch_composite_alarm",
    })),
  );
  const cloudWatch = session.client(CloudWatchClient);
  const found = await inBatches(declared, 100, async (batch) => {
    const AlarmNames = batch.map(({ name }) => name);
    const page = await cloudWatch.send(new DescribeAlarmsCommand({ AlarmNames, AlarmTypes, MaxRecords: 100 }));
    return [...(page.MetricAlarms ?? []), ...(page.CompositeAlarms ?? [])];
  });
  const byName = new Map(found.map((alarm) => [alarm.AlarmName, alarm]));
  return declared.map((alarm) => ({ ...alarm, live: liveOf(byName.get(alarm.name)) }));
}

function liveOf(alarm: MetricAlarm | CompositeAlarm | undefined): AlarmFact["live"] {
  return (
    alarm && {
      state: alarm.StateValue ?? "",
      since: (alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp)?.toISOString(),
      reason: alarm.StateReason ?? "",
      advice: alarm.AlarmDescription ?? "",
      actions: alarm.ActionsEnabled === false ? "disabled" : "enabled",
    }
  );
}
