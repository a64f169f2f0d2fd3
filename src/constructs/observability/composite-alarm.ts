import { CloudwatchCompositeAlarm } from "@cdktf/provider-aws/lib/cloudwatch-composite-alarm";
import { DataResource } from "cdktf";
import { Construct } from "constructs";

import { addressOf } from "../../terraform/address";
import { alarmRule, inRules } from "./alarm-rules";

/** An alarm that others may consist of. */
interface IAlarm {
  readonly name: string;
  readonly resource: { readonly alarmName: string };
}

export interface CompositeAlarmProps {
  readonly name: string;
  readonly description: string;
  /** At least one. */
  readonly alarms: readonly IAlarm[];
}

/**
 * One alarm for many, which is on while any of them is. It has no actions, since each of them has its own and says what
 * to do. Where there are more of them than a rule of CloudWatch takes (Amazon CloudWatch API Reference,
 * "PutCompositeAlarm"), groups stand between.
 *
 * CloudWatch deletes no alarm that another one consists of, and Terraform destroys what leaves the configuration before it
 * updates what referred to it. So with other alarms this one is replaced: it has no state that anybody would miss.
 *
 * Costs money: 0.50 US dollars a month, and for each group as much.
 */
export class CompositeAlarm extends Construct {
  public readonly resource: CloudwatchCompositeAlarm;
  private readonly members: DataResource;

  public constructor(scope: Construct, id: string, { name, description, alarms }: CompositeAlarmProps) {
    super(scope, id);
    this.members = new DataResource(this, "members", {
      triggersReplace: { alarms: alarms.map((alarm) => alarm.name) },
    });
    this.resource = this.create("Resource", name, description, this.grouped(name, alarms));
  }

  /** As many alarms as one rule takes, which stand for all that are given. */
  private grouped(name: string, alarms: readonly IAlarm[], level = 1): readonly IAlarm[] {
    const rules = inRules(alarms);
    if (rules.length <= 1) return alarms;
    const groups = rules.map((rule, index) => {
      const id = `group-${level}-${index + 1}`;
      const groupName = `${name}/${id}`;
      return { name: groupName, resource: this.create(id, groupName, `Some of what ${name} consists of.`, rule) };
    });
    return this.grouped(name, groups, level + 1);
  }

  private create(
    id: string,
    alarmName: string,
    alarmDescription: string,
    parts: readonly IAlarm[],
  ): CloudwatchCompositeAlarm {
    const names = parts.map(({ resource }) => resource.alarmName);
    return new CloudwatchCompositeAlarm(this, id, {
      alarmName,
      alarmDescription,
      alarmRule: alarmRule(names),
      lifecycle: { replaceTriggeredBy: [addressOf(this.members)] },
    });
  }
}
