import { type Body, nestedBlocks, numberOf, textOf } from "../../terraform-json/body";
import { code, plain } from "../../markdown/literal";
import type { Block } from "../../terraform-json/block";
import type { Blocks } from "../../terraform-json/blocks";
import { markdownTable } from "../markdown-table";
import { shortList } from "../picture/short-list";
import { nameOf } from "../nouns";
import { someOf } from "../permissions";

/** The alarms with their thresholds; those that say the same of several things are one row. */
export function alarmsSection(inventory: Blocks): string {
  const groups = new Map<string, { places: string[]; cells: [string, string] }>();
  for (const alarm of inventory.of("aws_cloudwatch_metric_alarm")) {
    const path = inventory.text(alarm.body.alarm_name).split("/").slice(1);
    const says = textOf(alarm.body.alarm_description) ?? "";
    const when = conditionText(alarm.body);
    const key = JSON.stringify([path.at(-1), when, ofAny(says, path)]);
    const group = groups.get(key);
    if (group) {
      group.places.push(path.join("/"));
      group.cells = [when, plain(ofAny(says, path))];
    } else groups.set(key, { places: [path.join("/")], cells: [when, plain(says)] });
  }
  const rows = [...groups.values()].map(({ places, cells }) => [shortList(places.map(code), 6).join("<br>"), ...cells]);
  return [
    markdownTable(["alarm", "when", "what to do"], rows),
    ...[toldTo(inventory)].filter((text) => text !== ""),
    ...[budgetText(inventory)].filter((text) => text !== ""),
  ].join("\n\n");
}

/** What an alarm says, for whichever service has it. */
function ofAny(says: string, path: readonly string[]): string {
  const [, service = ""] = path;
  return service === ""
    ? says
    : says
        .split(" ")
        .map((word) => (word === service ? "the service" : word))
        .join(" ");
}

const comparisons = new Map([
  ["GreaterThanOrEqualToThreshold", "≥"],
  ["GreaterThanThreshold", ">"],
  ["LessThanOrEqualToThreshold", "≤"],
  ["LessThanThreshold", "<"],
]);

/** A threshold in one line, as in `CPUUtilization, average ≥ 80 in 3 of 5 periods of 1 minute`. */
function conditionText(body: Body): string {
  const queries = nestedBlocks(body.metric_query);
  const result = queries.find(({ return_data: returned }) => returned === true);
  const metric = queries.flatMap(({ metric: found }) => nestedBlocks(found))[0] ?? body;
  const statistic = textOf(body.statistic) ?? textOf(body.extended_statistic);
  const what = textOf(result?.label) ?? [textOf(body.metric_name), statistic?.toLowerCase()].filter(Boolean).join(", ");
  const comparison = comparisons.get(textOf(body.comparison_operator) ?? "") ?? textOf(body.comparison_operator) ?? "";
  const [needed, of] = [numberOf(body.datapoints_to_alarm), numberOf(body.evaluation_periods) ?? 1];
  const period = periodText(numberOf(metric.period) ?? numberOf(body.period) ?? 60);
  const during = of === 1 ? `in ${period}` : `in ${needed ?? of} of ${of} periods of ${period}`;
  return `${plain(what)} ${comparison} ${amount(numberOf(body.threshold))} ${during}`;
}

function amount(threshold: number | undefined): string {
  if (threshold === undefined) return "?";
  const gibibytes = threshold / 1024 ** 3;
  return threshold >= 1024 ** 2
    ? `${gibibytes.toLocaleString("en-US", { maximumFractionDigits: 2 })} GiB`
    : String(threshold);
}

function periodText(seconds: number): string {
  const [unit, length] =
    seconds % 86_400 === 0 ? ["day", 86_400] : seconds % 3600 === 0 ? ["hour", 3600] : ["minute", 60];
  const count = seconds / length;
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

function toldTo(inventory: Blocks): string {
  const topics = inventory.of("aws_sns_topic").map((topic: Block) => code(nameOf(topic, inventory)));
  const subscribers = inventory
    .of("aws_sns_topic_subscription")
    .map(({ body }) => code(`${inventory.text(body.protocol)} ${inventory.text(body.endpoint)}`));
  const events = inventory
    .of("aws_cloudwatch_event_target")
    .filter(({ body }) => inventory.target(body.arn)?.type.startsWith("aws_sns_topic"))
    .map(({ body }) => textOf(inventory.target(body.rule)?.body.description) ?? "");
  if (topics.length === 0) return "";
  const heard =
    subscribers.length > 0
      ? `heard by ${someOf(subscribers, 20)}`
      : "which has no subscribers yet (`monitoring.subscribers`)";
  const others = events.filter((text) => text !== "").map((text) => `- ${plain(text)}`);
  return [`They tell ${topics.join(", ")}, ${heard}. What is watched as it happens:`, "", ...others].join("\n");
}

function budgetText(inventory: Blocks): string {
  return inventory
    .of("aws_budgets_budget")
    .map(({ body }) => {
      const steps = nestedBlocks(body.notification).map(
        ({ threshold, notification_type: type }) =>
          `${String(numberOf(threshold))} percent ${String(type).toLowerCase()}`,
      );
      return `The budget is ${inventory.text(body.limit_amount)} US dollars a month, told at ${someOf(steps)}.`;
    })
    .join("\n");
}
