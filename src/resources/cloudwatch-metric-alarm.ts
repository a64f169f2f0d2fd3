import type { Kind } from "./kind";
import { emptied, off } from "./protection";

export const cloudwatchMetricAlarm: Kind = {
  noun: "alarm",
  name: "alarm_name",
  stored: null,
  outage: null,
  price: { rule: "metricAlarm" },
  protections: [
    {
      attribute: "actions_enabled",
      isWeaker: off,
      level: "dangerous",
      title: "no longer sends notifications",
      why: "Nobody hears of it when something goes wrong.",
    },
    {
      attribute: "alarm_actions",
      isWeaker: emptied,
      level: "dangerous",
      title: "has no actions left",
      why: "Nobody hears of it when something goes wrong.",
    },
  ],
  ignored: [],
  import: { by: [["alarm_name"]] },
  writeOnly: null,
  arns: ["cloudwatch:alarm"],
  recovery: { byName: null, byArn: "id", recognizedBy: null },
  deletion: "cloudwatch delete-alarms --alarm-names {id}",
  unique: [{ noun: "name", of: ["alarm_name"], second: "the same" }],
  quota: null,
};
