import { type CronSchedule, type RateSchedule, readSchedule, sizeOf } from "../../schedules/schedule-expression";

const hoursPerUnit: Readonly<Record<RateSchedule["unit"], number>> = { minute: 1 / 60, hour: 1, day: 24 };
const daysPerMonth = 365 / 12;

/**
 * How often a schedule fires in an average month: `rate(5 minutes)`, `cron(0 3 * * ? *)` or `at(…)`, as EventBridge writes
 * them.
 *
 * @returns undefined for what is none of these
 */
export function runsPerMonth(expression: string, hoursPerMonth: number): number | undefined {
  const schedule = readSchedule(expression);
  if ("problem" in schedule) return undefined;
  if (schedule.kind === "at") return 1;
  if (schedule.kind === "rate") return hoursPerMonth / (schedule.every * hoursPerUnit[schedule.unit]);
  return cronRuns(schedule);
}

function cronRuns(schedule: CronSchedule): number {
  const aDay = valuesOf(schedule, "minutes") * valuesOf(schedule, "hours");
  return (aDay * daysAMonth(schedule) * valuesOf(schedule, "month")) / 12;
}

function daysAMonth(schedule: CronSchedule): number {
  const { "day-of-month": dayOfMonth, "day-of-week": dayOfWeek } = schedule.fields;
  if (!isAny(dayOfWeek.text))
    // The second Monday and the last Friday come once a month.
    return /[#]|.L$/.test(dayOfWeek.text) ? 1 : (valuesOf(schedule, "day-of-week") * daysPerMonth) / 7;
  if (isAny(dayOfMonth.text)) return daysPerMonth;
  const days = valuesOf(schedule, "day-of-month");
  return dayOfMonth.text.includes("/") ? (days * daysPerMonth) / 31 : days;
}

function isAny(text: string): boolean {
  return text === "*" || text === "?";
}

/** How many values a field of a cron expression stands for; a day that is found by counting is one. */
function valuesOf({ fields }: CronSchedule, name: keyof CronSchedule["fields"]): number {
  return fields[name].items.reduce((sum, item) => sum + ("day" in item ? 1 : sizeOf(name, item)), 0);
}
