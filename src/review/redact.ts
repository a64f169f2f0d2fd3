import { isRecord } from "../terraform-json/record";

/** Hides what is sensitive in a text. */
export type Hide = (text: string) => string;

/**
 * Strikes every one of these values out of a text: what is sensitive somewhere may stand nowhere. It belongs before
 * whatever cuts or escapes the text, since half a value, or one with a backslash in it, is not found any more.
 */
export function hiding(secrets: ReadonlySet<string>): Hide {
  const forms = [...new Set([...secrets].flatMap(formsOf))].sort((one, other) => other.length - one.length);
  const shortest = forms.at(-1)?.length ?? Infinity;
  return (text) =>
    text.length < shortest
      ? text
      : forms.reduce(
          (result, form) =>
            form.length <= result.length && result.includes(form) ? result.replaceAll(form, "(sensitive)") : result,
          text,
        );
}

/** A value with what is sensitive hidden in each of its texts. */
export function hideIn<T>(value: T, hide: Hide): T {
  if (typeof value === "string") return hide(value) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => hideIn(item, hide)) as T;
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, hideIn(item, hide)])) as T;
}

/** The last look over what is printed: a value that is sensitive somewhere stands nowhere. */
export function redact(text: string, secrets: ReadonlySet<string>): string {
  return hiding(secrets)(text);
}

/** As it is, inside JSON, and inside the JSON that Terraform writes. */
function formsOf(value: string): string[] {
  const json = JSON.stringify(value).slice(1, -1);
  const escape = (character: string): string => `\\u00${character.charCodeAt(0).toString(16)}`;
  return [value, json, json.replaceAll(/[<>&]/g, escape)];
}
