import { didYouMean } from "./did-you-mean";

/** What is wrong with a time zone, or `undefined` when AWS would take it. */
export function timezoneProblem(timezone: string): string | undefined {
  if (isTimezone(timezone)) return undefined;
  return `"${timezone}" is no time zone${didYouMean(timezone, Intl.supportedValuesOf("timeZone"))}; write it as in "Europe/Berlin" or "Etc/UTC"`;
}

/** Node knows the zones that AWS does (the IANA time zone database), but also takes offsets and any spelling. */
function isTimezone(timezone: string): boolean {
  if (!/^[A-Z]\w*(\/[A-Z][\w+-]*)*$/.test(timezone)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: timezone }));
  } catch {
    return false;
  }
}
