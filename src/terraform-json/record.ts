/** Whether a value from JSON is an object: neither a list nor nothing. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The records in a list; none where it is no list. */
export function recordsIn(list: unknown): Readonly<Record<string, unknown>>[] {
  return Array.isArray(list) ? list.filter(isRecord) : [];
}

/**
 * A value that really stands there: plans, states and exports may have keys such as `constructor`, which every object seems
 * to have.
 */
export function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined;
export function own(record: unknown, key: string): unknown;
export function own(record: unknown, key: string): unknown {
  return isRecord(record) && Object.hasOwn(record, key) ? record[key] : undefined;
}

/** A value by its path, as in `tags.Name` or `secret.0.arn`. */
export function at(value: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce((part, key) => (Array.isArray(part) ? (part as readonly unknown[])[Number(key)] : own(part, key)), value);
}
