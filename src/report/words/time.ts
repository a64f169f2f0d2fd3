/** A moment as people of a language write it, in UTC; a text that is no moment stays as it is. */
export function timeIn(locale: string): (at: string) => string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });
  return (at) => (Number.isNaN(Date.parse(at)) ? at : `${format.format(new Date(at))} UTC`);
}
