import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { Construct } from "constructs";

import type { AlarmTopic } from "./alarm-topic";

export interface EventNoticeProps {
  /** The rule's. */
  readonly name: string;
  readonly description: string;
  readonly topic: AlarmTopic;
  /** Which events are told (EventBridge User Guide, "Event patterns"). */
  readonly pattern: unknown;
  /** Where in the event the values are that the message names in angle brackets. */
  readonly paths: Readonly<Record<string, string>>;
  /** What happened, and what to do. */
  readonly message: string;
}

/**
 * Tells a topic of events, in a sentence for people (Amazon EventBridge User Guide, "Amazon EventBridge input
 * transformation").
 *
 * Costs nothing: events of AWS services are free.
 */
export class EventNotice extends Construct {
  public constructor(
    scope: Construct,
    id: string,
    { name, description, topic, pattern, paths, message }: EventNoticeProps,
  ) {
    super(scope, id);
    const rule = new CloudwatchEventRule(this, "Resource", {
      name,
      description,
      eventPattern: JSON.stringify(pattern),
    });
    new CloudwatchEventTarget(this, "target", {
      rule: rule.name,
      targetId: "alarm-topic",
      arn: topic.arn,
      inputTransformer: { inputPaths: { ...paths }, inputTemplate: JSON.stringify(message) },
    });
  }
}
