/** A field of a cron expression as AWS reads it (EventBridge Scheduler User Guide, "Cron-based schedules"). */
interface CronField {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** Words for its numbers, from the least on. */
  readonly words?: readonly string[];
  /** What it may also be, beside numbers, ranges, lists and steps. */
  readonly special?: RegExp;
}

const months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

const fields: readonly CronField[] = [
  { name: "minutes", least: 0, most: 59 },
  { name: "hours", least: 0, most: 23 },
  { name: "day-of-month", least: 1, most: 31, special: /^(\?|L|LW|([1-9]|[12]\d|3[01])W)$/ },
  { name: "month", least: 1, most: 12, words: months },
  { name: "day-of-week", least: 1, most: 7, words: weekdays, special: /^(\?|L|([1-7]|[A-Z]{3})(L|#[1-5]))$/ },
  { name: "year", least: 1970, most: 2199 },
];
const fieldNames = fields.map(({ name }) => name).join(" ");

const forms = "cron(0 3 * * ? *) or rate(6 hours)";

/** What is wrong with a schedule, or `undefined` when AWS would take it. */
export function scheduleProblem(schedule: string): string | undefined {
  const [, kind, inner = ""] = /^(cron|rate)\((.*)\)$/.exec(schedule) ?? [];
  if (kind === "cron") return cronProblem(inner);
  if (kind === "rate") return rateProblem(inner);
  return `"${schedule}" is no schedule; write it as in ${forms}`;
}

/** What is wrong with a schedule that may also name one moment, as Application Auto Scaling has them. */
export function scalingScheduleProblem(schedule: string): string | undefined {
  const [, moment] = /^at\((.*)\)$/.exec(schedule) ?? [];
  if (moment === undefined) return scheduleProblem(schedule);
  // Only what is no moment at all is refused by the parser; another spelling comes back different.
  const date = new Date(`${moment}Z`);
  if (!Number.isNaN(date.getTime()) && date.toISOString() === `${moment}.000Z`) return undefined;
  return `at(${moment}) is no moment; write it as in at(2026-12-24T18:00:00)`;
}

function rateProblem(rate: string): string | undefined {
  // AWS takes the singular of one only.
  if (/^(1 (minute|hour|day)s?|([2-9]|[1-9]\d+) (minutes|hours|days))$/.test(rate)) return undefined;
  return `rate(${rate}) is not a whole number above zero with minutes, hours or days; write it as in rate(6 hours)`;
}

function cronProblem(cron: string): string | undefined {
  const values = cron.trim().split(/\s+/);
  if (values.length !== fields.length) {
    return `cron(${cron}) has ${values.length} fields, and AWS takes ${fields.length}: ${fieldNames}; write it as in cron(0 3 * * ? *)`;
  }
  for (const [index, field] of fields.entries()) {
    const value = values[index] ?? "";
    if (!isFieldValue(value, field)) {
      return `cron(${cron}): "${value}" is no ${field.name}; use ${rangeOf(field)}, with * - , and /`;
    }
  }
  const [, , dayOfMonth, , dayOfWeek] = values;
  if ((dayOfMonth === "?") === (dayOfWeek === "?")) {
    return `cron(${cron}) must leave exactly one of day-of-month and day-of-week open; write ? there`;
  }
  return undefined;
}

function rangeOf({ least, most, words }: CronField): string {
  return words ? `${least} to ${most} or ${words[0] ?? ""} to ${words.at(-1) ?? ""}` : `${least} to ${most}`;
}

function isFieldValue(value: string, field: CronField): boolean {
  if (field.special?.test(value)) return true;
  return value.split(",").every((item) => isFieldItem(item, field));
}

/** `*`, a number or a range, each with or without a step. */
function isFieldItem(item: string, field: CronField): boolean {
  const [range = "", step, ...others] = item.split("/");
  if (others.length > 0 || (step !== undefined && !/^[1-9]\d*$/.test(step))) return false;
  if (range === "*") return true;
  const bounds = range.split("-").map((bound) => numberOf(bound, field));
  const [from = NaN, to = from] = bounds;
  return bounds.length <= 2 && from >= field.least && to <= field.most && from <= to;
}

function numberOf(text: string, { least, words = [] }: CronField): number {
  const word = words.indexOf(text);
  if (word >= 0) return least + word;
  return /^\d+$/.test(text) ? Number(text) : NaN;
}
