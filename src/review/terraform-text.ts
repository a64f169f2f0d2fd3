import { visible } from "../markdown/visible";
import { hiding } from "./redact";

/** A shorter line of a secret, such as a bracket, says nothing. */
const shortestLine = 8;

/**
 * What `terraform show` prints of a plan, without anything that is sensitive. Terraform strikes out what it marks; a value may
 * stand elsewhere as well, there quoted as Go does, or line by line.
 */
export function withoutSecrets(text: string, secrets: ReadonlySet<string>): string {
  const forms = [...secrets].flatMap((secret) => [secret, goQuoted(secret), ...secret.split(/[\r\n]+/).map(trimmed)]);
  return visible(hiding(new Set(forms.filter((form) => form.length >= shortestLine)))(text), "\n\t");
}

function trimmed(line: string): string {
  return line.trim();
}

const shortEscapes: Readonly<Record<string, string>> = {
  ...{ "\u0007": String.raw`\a`, "\b": String.raw`\b`, "\f": String.raw`\f`, "\n": String.raw`\n` },
  ...{
    "\r": String.raw`\r`,
    "\t": String.raw`\t`,
    "\u000b": String.raw`\v`,
    "\\": String.raw`\\`,
    '"': String.raw`\"`,
  },
};

/** As `%q` writes it (Go, package strconv, "Quote"), without the quotes. */
function goQuoted(text: string): string {
  return text.replaceAll(/[\\"]|(?! )[\p{C}\p{Z}]/gu, (character) => {
    if (Object.hasOwn(shortEscapes, character)) return shortEscapes[character] ?? "";
    const point = character.codePointAt(0) ?? 0;
    if (point < 0x80) return `\\x${hex(point, 2)}`;
    return point > 0xffff ? `\\U${hex(point, 8)}` : `\\u${hex(point, 4)}`;
  });
}

function hex(point: number, digits: number): string {
  return point.toString(16).padStart(digits, "0");
}
