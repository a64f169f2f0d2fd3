import { Construct } from "constructs";

import { Alarm, type AlarmProps } from "./alarm";
import type { AlarmTopic } from "./alarm-topic";

/** What all alarms on one thing have in common. */
export interface AlarmsProps {
  /** The name of an alarm, by what it is about. */
  readonly nameOf: (concern: string) => string;
  readonly topic: AlarmTopic;
}

/** From when on it is an alarm, or that there is none. */
export type Threshold = number | "none";

/** The alarms on one thing. */
export abstract class Alarms extends Construct {
  /** In the order in which they were made. */
  public readonly all: Alarm[] = [];

  protected constructor(
    scope: Construct,
    id: string,
    private readonly common: AlarmsProps,
  ) {
    super(scope, id);
  }

  protected add(concern: string, props: Omit<AlarmProps, "name" | "topic">): void {
    const { nameOf, topic } = this.common;
    this.all.push(new Alarm(this, concern, { name: nameOf(concern), topic, ...props }));
  }
}
