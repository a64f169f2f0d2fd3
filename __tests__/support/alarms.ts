import type { TerraformStack } from "cdktf";

import { AlarmTopic, type AlarmTopicProps } from "../../src/constructs/observability/alarm-topic";
import type { AlarmsProps } from "../../src/constructs/observability/alarms";
import { encryptionKey } from "./encryption-key";
import { location } from "./location";
import type { Block, Synthesized } from "./synthesized";

/** A topic at the path `topic`, its key beside it. */
export function alarmTopic(stack: TerraformStack, props: Partial<AlarmTopicProps> = {}): AlarmTopic {
  return new AlarmTopic(stack, "topic", {
    name: "shop-alarms",
    location,
    encryptionKey: encryptionKey(stack),
    subscribers: { emails: [], urls: [] },
    ...props,
  });
}

/** Names of alarms that are what they are about, and a topic. */
export function alarmsProps(stack: TerraformStack): AlarmsProps {
  return { nameOf: (concern) => concern, topic: alarmTopic(stack) };
}

/** Every alarm on a metric, by its name. */
export function alarms(stack: Synthesized): Record<string, Block> {
  const all = Object.values(stack.resources("aws_cloudwatch_metric_alarm"));
  return Object.fromEntries(all.map((alarm) => [String(alarm.alarm_name), alarm]));
}

/**
 * One alarm by its name.
 *
 * @throws Error when there is no such alarm.
 */
export function alarm(stack: Synthesized, name: string): Block {
  const found = alarms(stack)[name];
  if (!found) throw new Error(`there is no alarm ${name}, only ${Object.keys(alarms(stack)).join(", ")}`);
  return found;
}
