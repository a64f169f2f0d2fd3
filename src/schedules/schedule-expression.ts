/** When something runs, as Amazon EventBridge and Application Auto Scaling write it. */
export type Schedule = RateSchedule | CronSchedule | MomentSchedule;

/** `rate(6 hours)` */
export interface RateSchedule {
  readonly kind: "rate";
  readonly every: number;
  readonly unit: "minute" | "hour" | "day";
}

/** `cron(0 3 * * ? *)` */
export interface CronSchedule {
  readonly kind: "cron";
  /** What stands in the parentheses. */
  readonly expression: string;
  readonly fields: Readonly<Record<CronFieldName, CronField>>;
}

/** `at(2026-12-24T18:00:00)` */
export interface MomentSchedule {
  readonly kind: "at";
  /** As if it were in UTC: which time zone it is in is said elsewhere. */
  readonly moment: Date;
}

export type CronFieldName = "minutes" | "hours" | "day-of-month" | "month" | "day-of-week" | "year";

export interface CronField {
  readonly text: string;
  /** What commas separate. */
  readonly items: readonly CronItem[];
}

/** Every `step`-th number of a range, as `*`, `8-18`, `MON` and `0/15` are, or a day that is found by counting: `?`, `L`, `15W`. */
export type CronItem = CronRange | { readonly day: string };

/** It goes on from the beginning where `to` is below `from`. */
export interface CronRange {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

/** What is wrong with a text that is no schedule. */
export interface UnreadableSchedule {
  readonly problem: string;
}

/** How a field of a cron expression is written (EventBridge Scheduler User Guide, "Cron-based schedules"). */
interface FieldForm {
  readonly least: number;
  readonly most: number;
  /** Words for its numbers, from the least on. */
  readonly words?: readonly string[];
  /** What it may also be, beside numbers, ranges, lists and steps. */
  readonly day?: RegExp;
}

const months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

const forms: Readonly<Record<CronFieldName, FieldForm>> = {
  minutes: { least: 0, most: 59 },
  hours: { least: 0, most: 23 },
  "day-of-month": { least: 1, most: 31, day: /^(\?|L|LW|([1-9]|[12]\d|3[01])W)$/ },
  month: { least: 1, most: 12, words: months },
  "day-of-week": { least: 1, most: 7, words: weekdays, day: /^(\?|L|([1-7]|[A-Z]{3})(L|#[1-5]))$/ },
  year: { least: 1970, most: 2199 },
};
const fieldNames = Object.keys(forms) as CronFieldName[];

/** Reads a schedule, or says what is wrong with it. */
export function readSchedule(text: string): Schedule | UnreadableSchedule {
  const [, kind, inner = ""] = /^(cron|rate|at)\((.*)\)$/.exec(text) ?? [];
  if (kind === "cron") return readCron(inner);
  if (kind === "rate") return readRate(inner);
  if (kind === "at") return readMoment(inner);
  return unreadable(text);
}

/** What is said of a text that has the form of no schedule. */
export function unreadable(text: string): UnreadableSchedule {
  return { problem: `"${text}" is no schedule; write it as in cron(0 3 * * ? *) or rate(6 hours)` };
}

function readRate(rate: string): RateSchedule | UnreadableSchedule {
  // AWS takes the singular of one only.
  const [, one, many, unit] = /^(?:(1) |([2-9]|[1-9]\d+) (?=\w+s$))(minute|hour|day)s?$/.exec(rate) ?? [];
  if (unit === undefined)
    return {
      problem: `rate(${rate}) is not a whole number above zero with minutes, hours or days; write it as in rate(6 hours)`,
    };
  return { kind: "rate", every: Number(one ?? many), unit: unit as RateSchedule["unit"] };
}

function readMoment(text: string): MomentSchedule | UnreadableSchedule {
  // Only what is no moment at all is refused by the parser; another spelling comes back different.
  const moment = new Date(`${text}Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString() === `${text}.000Z`
    ? { kind: "at", moment }
    : { problem: `at(${text}) is no moment; write it as in at(2026-12-24T18:00:00)` };
}

function readCron(cron: string): CronSchedule | UnreadableSchedule {
  const values = cron.trim().split(/\s+/);
  if (values.length !== fieldNames.length) {
    return {
      problem: `cron(${cron}) has ${values.length} fields, and AWS takes ${fieldNames.length}: ${fieldNames.join(" ")}; write it as in cron(0 3 * * ? *)`,
    };
  }
  const fields: [CronFieldName, CronField][] = [];
  for (const [index, name] of fieldNames.entries()) {
    const text = values[index] ?? "";
    const items = readItems(text, forms[name]);
    if (!items) return { problem: cronFieldProblem(cron, name, text) };
    fields.push([name, { text, items }]);
  }
  return { kind: "cron", expression: cron, fields: Object.fromEntries(fields) as CronSchedule["fields"] };
}

/** Says what a field of a cron expression takes, of a text that it does not take. */
export function cronFieldProblem(cron: string, name: CronFieldName, text: string): string {
  const { least, most, words } = forms[name];
  const range = words ? `${least} to ${most} or ${words[0] ?? ""} to ${words.at(-1) ?? ""}` : `${least} to ${most}`;
  return `cron(${cron}): "${text}" is no ${name}; use ${range}, with * - , and /`;
}

function readItems(text: string, form: FieldForm): readonly CronItem[] | undefined {
  if (form.day?.test(text)) return [{ day: text }];
  const items = text.split(",").map((item) => readRange(item, form));
  return items.every((item) => item !== undefined) ? items : undefined;
}

/** `*`, a number or a range, each with or without a step; from a number with a step it goes to the end. */
function readRange(text: string, form: FieldForm): CronRange | undefined {
  const { least, most } = form;
  const [range = "", step, ...others] = text.split("/");
  if (others.length > 0 || (step !== undefined && !/^[1-9]\d*$/.test(step))) return undefined;
  const bounds = range === "*" ? [least, most] : range.split("-").map((bound) => numberOf(bound, form));
  const [from = NaN, to = step === undefined ? from : most] = bounds;
  const isWithin = [from, to].every((bound) => bound >= least && bound <= most);
  return bounds.length <= 2 && isWithin ? { from, to, step: Number(step ?? 1) } : undefined;
}

function numberOf(text: string, { least, words = [] }: FieldForm): number {
  const word = words.indexOf(text);
  if (word >= 0) return least + word;
  return /^\d+$/.test(text) ? Number(text) : NaN;
}

/** How many numbers of a field a range stands for. */
export function sizeOf(name: CronFieldName, { from, to, step }: CronRange): number {
  const { least, most } = forms[name];
  const size = to >= from ? to - from + 1 : to - from + 1 + (most - least + 1);
  return Math.ceil(size / step);
}
