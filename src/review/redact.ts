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

/** As it is, and as it stands in JSON, in JSON within JSON, in a URL, on a page, and encoded. */
function formsOf(value: string): string[] {
  const json = [inJson(value), inTerraformsJson(value)];
  return [...[value, ...json, ...json.map(inJson)], ...inUrl(value), ...inHtml(value), ...inBase64(value)];
}

function inJson(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}

function inTerraformsJson(value: string): string {
  return inJson(value).replaceAll(/[<>&]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);
}

/** In a path, in a query, and with what need not be escaped escaped as well. */
function inUrl(value: string): string[] {
  // Half a character cannot be encoded.
  const whole = Buffer.from(value).toString();
  const encoded = encodeURIComponent(whole);
  const strict = encoded.replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const forms = [encoded, strict, encoded.replaceAll("%20", "+"), strict.replaceAll("%20", "+"), encodeURI(whole)];
  const lower = (form: string): string => form.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  return [...forms, ...forms.map(lower)];
}

function inHtml(value: string): string[] {
  const escaped = value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return [escaped, escaped.replaceAll('"', "&quot;").replaceAll("'", "&#39;")];
}

/** Alone or within a longer text, as in `user:password`, where its bytes may begin anywhere in a group of three. */
function inBase64(value: string): string[] {
  const bytes = Buffer.from(value);
  const within = [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    // What shares a character with its neighbours differs with them.
    const whole = (bytes.length + offset) % 3 === 0 ? encoded : encoded.slice(0, -1);
    return whole.slice(offset === 0 ? 0 : offset + 1);
  });
  const alone = bytes.toString("base64");
  const forms = [alone, alone.replaceAll("=", ""), ...within];
  return [...forms, ...forms.map((form) => form.replaceAll("+", "-").replaceAll("/", "_"))];
}
