const hoursPerUnit: Readonly<Record<string, number>> = { minute: 1 / 60, hour: 1, day: 24 };
const daysPerMonth = 365 / 12;

interface Field {
  readonly first: number;
  readonly last: number;
  readonly names?: readonly string[];
}

const minutes: Field = { first: 0, last: 59 };
const hours: Field = { first: 0, last: 23 };
const daysOfMonth: Field = { first: 1, last: 31 };
const months: Field = {
  first: 1,
  last: 12,
  names: ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"],
};
const daysOfWeek: Field = { first: 1, last: 7, names: ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"] };

/**
 * How often a schedule fires in an average month: `rate(5 minutes)`, `cron(0 3 * * ? *)` or `at(…)`, as EventBridge writes
 * them.
 *
 * @returns undefined for what is none of these
 */
export function runsPerMonth(expression: string, hoursPerMonth: number): number | undefined {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  if (rate) return hoursPerMonth / (Number(rate[1]) * (hoursPerUnit[rate[2] ?? ""] ?? NaN));
  if (/^at\(.+\)$/.test(expression)) return 1;
  const fields = /^cron\((.+)\)$/.exec(expression)?.[1]?.trim().split(/\s+/);
  return fields?.length === 6 ? cronRuns(fields) : undefined;
}

function cronRuns([minute = "", hour = "", dayOfMonth = "", month = "", dayOfWeek = ""]: readonly string[]):
  number | undefined {
  const aDay = valuesIn(minute, minutes) * valuesIn(hour, hours);
  const daysAMonth = isAny(dayOfWeek)
    ? isAny(dayOfMonth)
      ? daysPerMonth
      : (valuesIn(dayOfMonth, daysOfMonth) * daysPerMonth) / (dayOfMonth.includes("/") ? 31 : daysPerMonth)
    : dayOfWeek.includes("#")
      ? dayOfWeek.split(",").length
      : (valuesIn(dayOfWeek, daysOfWeek) * daysPerMonth) / 7;
  const runs = (aDay * daysAMonth * valuesIn(month, months)) / 12;
  return Number.isFinite(runs) ? runs : undefined;
}

function isAny(field: string): boolean {
  return field === "*" || field === "?";
}

/** How many values a field of a cron expression stands for; NaN when it cannot be read. */
function valuesIn(field: string, { first, last, names = [] }: Field): number {
  const valueOf = (text: string): number => (names.includes(text) ? first + names.indexOf(text) : Number(text));
  return field
    .split(",")
    .map((part) => {
      if (isAny(part)) return last - first + 1;
      // The last day, the last Friday, the working day nearest to the 15th: one each.
      if (/^(L(W|-\d+)?|\d+[LW])$/.test(part)) return 1;
      const [range = "", step] = part.split("/");
      const [from = "", to] = range.split("-");
      const start = isAny(from) ? first : valueOf(from);
      const end = to !== undefined ? valueOf(to) : step !== undefined ? last : start;
      const size = end >= start ? end - start + 1 : end - start + 1 + (last - first + 1);
      return Math.ceil(size / (step === undefined ? 1 : Number(step)));
    })
    .reduce((sum, values) => sum + values, 0);
}
