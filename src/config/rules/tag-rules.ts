import type { Environment } from "../environment";
import type { Problem } from "../problems";

/** Tags that the platform sets by itself where IAM has tags too. */
const given = ["product", "environment", "managed-by", "service"];

/** How many tags the platform sets at most: those, and a name, or how a secret's value is made. */
export const mostGiven = given.length + 1;

/** What AWS takes at all (AWS Resource Groups, "Tag naming limits and requirements"), and what it takes of some resources. */
const mostTags = 50;

/** Resources that take fewer: "S3 User Guide, Categorizing your objects", and Route 53's "ChangeTagsForResource". */
const fewTags = 10;
/** Of those the platform tags none by name, and none belongs to a service. */
const givenToFew = given.length - 1;

/** What AWS refuses of tags (AWS Resource Groups, "Tag naming limits and requirements"; IAM does not tell case apart). */
export function tagRules(environment: Environment): Problem[] {
  const { tags } = environment;
  const keys = Object.keys(tags);
  const each = keys.flatMap((key, index): Problem[] => {
    const path = `tags.${key}`;
    const same = [...given, ...keys.slice(0, index)].find((other) => other.toLowerCase() === key.toLowerCase());
    if (same !== undefined) {
      return [{ path, message: `there is a tag "${same}" already, and IAM does not tell case apart; rename it` }];
    }
    const message = problemOf(key, tags[key] ?? "");
    return message === undefined ? [] : [{ path, message }];
  });
  return [...tooMany(keys.length, environment), ...each];
}

function tooMany(count: number, { staticAssets, dns }: Environment): Problem[] {
  const limits = [
    { what: "AWS takes", most: mostTags, own: mostGiven },
    ...(staticAssets ? [{ what: "S3 takes of the static assets' error page", most: fewTags, own: givenToFew }] : []),
    ...(dns?.zoneOwner === "managed" ? [{ what: "Route 53 takes of a zone", most: fewTags, own: givenToFew }] : []),
  ];
  return limits
    .filter(({ most, own }) => count + own > most)
    .map(({ what, most, own }) => ({
      path: "tags",
      message: `${count} tags and up to ${own} of the platform's own are ${count + own}, and ${what} ${most}; remove ${count + own - most}`,
    }));
}

function problemOf(key: string, value: string): string | undefined {
  const characters = /^[\p{L}\p{Z}\p{N}_.:/=+@-]*$/u;
  if (key.toLowerCase().startsWith("aws:")) return 'AWS keeps tags that begin with "aws:" for itself; rename it';
  if (!characters.test(key + value)) return "a tag may hold only letters, digits, spaces and _.:/=+-@; change it";
  if (key === "" || key.length > 128) return `has ${key.length} characters, and AWS takes 1 to 128; rename it`;
  if (value.length > 256) return `its value has ${value.length} characters, and AWS takes 256; shorten it`;
  return undefined;
}
