import {
  type CronFieldName,
  type CronItem,
  type CronSchedule,
  cronFieldProblem,
  readSchedule,
  unreadable,
} from "../schedules/schedule-expression";

/** What is wrong with a schedule, or `undefined` when AWS would take it. */
export function scheduleProblem(text: string): string | undefined {
  return text.startsWith("at(") ? unreadable(text).problem : scalingScheduleProblem(text);
}

/** What is wrong with a schedule that may also name one moment, as Application Auto Scaling has them. */
export function scalingScheduleProblem(text: string): string | undefined {
  const schedule = readSchedule(text);
  if ("problem" in schedule) return schedule.problem;
  return schedule.kind === "cron" ? cronProblem(schedule) : undefined;
}

/** What AWS refuses of a cron expression that can be read. */
function cronProblem({ expression, fields }: CronSchedule): string | undefined {
  for (const [name, { text, items }] of Object.entries(fields))
    if (items.some(isBackwards)) return cronFieldProblem(expression, name as CronFieldName, text);
  const open = [fields["day-of-month"], fields["day-of-week"]].filter(({ text }) => text === "?");
  if (open.length !== 1)
    return `cron(${expression}) must leave exactly one of day-of-month and day-of-week open; write ? there`;
  return undefined;
}

function isBackwards(item: CronItem): boolean {
  return "from" in item && item.from > item.to;
}
