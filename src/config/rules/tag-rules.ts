import type { Environment } from "../environment";
import type { Problem } from "../problems";

/** Tags that the platform sets by itself where IAM has tags too. */
const given = ["product", "environment", "managed-by", "service"];

/** What AWS refuses of tags (AWS Resource Groups, "Tag naming limits and requirements"; IAM does not tell case apart). */
export function tagRules({ tags }: Environment): Problem[] {
  const keys = Object.keys(tags);
  return keys.flatMap((key, index) => {
    const path = `tags.${key}`;
    const same = [...given, ...keys.slice(0, index)].find((other) => other.toLowerCase() === key.toLowerCase());
    if (same !== undefined) {
      return [{ path, message: `there is a tag "${same}" already, and IAM does not tell case apart; rename it` }];
    }
    const message = problemOf(key, tags[key] ?? "");
    return message === undefined ? [] : [{ path, message }];
  });
}

function problemOf(key: string, value: string): string | undefined {
  const characters = /^[\p{L}\p{Z}\p{N}_.:/=+@-]*$/u;
  if (key.toLowerCase().startsWith("aws:")) return 'AWS keeps tags that begin with "aws:" for itself; rename it';
  if (!characters.test(key + value)) return "a tag may hold only letters, digits, spaces and _.:/=+-@; change it";
  if (key === "" || key.length > 128) return `has ${key.length} characters, and AWS takes 1 to 128; rename it`;
  if (value.length > 256) return `its value has ${value.length} characters, and AWS takes 256; shorten it`;
  return undefined;
}
