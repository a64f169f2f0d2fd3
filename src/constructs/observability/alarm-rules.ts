/** Alarms that one rule takes, and its characters (Amazon CloudWatch, `PutCompositeAlarm`). */
const mostAlarms = 100;
const mostCharacters = 10_240;

/** The rule that is true while any of the named alarms is on. */
export function alarmRule(names: readonly string[]): string {
  return names.map((name) => `ALARM("${name}")`).join(" OR ");
}

/** The same alarms in their order, in as few rules as CloudWatch takes. */
export function inRules<T extends { readonly name: string }>(alarms: readonly T[]): T[][] {
  const rules: T[][] = [];
  let characters = 0;
  for (const alarm of alarms) {
    const length = alarmRule([alarm.name, ""]).length - alarmRule([""]).length;
    const last = rules.at(-1);
    if (last && last.length < mostAlarms && characters + length <= mostCharacters) {
      last.push(alarm);
      characters += length;
    } else {
      rules.push([alarm]);
      characters = length;
    }
  }
  return rules;
}
