/** The last look over what is printed: a value that is sensitive somewhere stands nowhere. */
export function redact(text: string, secrets: ReadonlySet<string>): string {
  if (secrets.size === 0) return text;
  return [...secrets]
    .sort((one, other) => other.length - one.length)
    .flatMap((value) => [value, JSON.stringify(value).slice(1, -1)])
    .reduce((result, value) => (result.includes(value) ? result.replaceAll(value, "(sensitive)") : result), text);
}
