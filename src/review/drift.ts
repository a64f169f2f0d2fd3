import { isDeepStrictEqual } from "node:util";

import { isRecord, own } from "../terraform-json/record";
import type { PlannedChange } from "./plan";

type Change = PlannedChange["change"];
type Values = Readonly<Record<string, unknown>>;

/**
 * Whether a plan changes an attribute that was changed in AWS. Where the configuration does not set it, that is so only if
 * the plan knows the other value: what it does not know yet the provider computes, such as how many mount targets a file
 * system has.
 *
 * @param planned what is planned for the resource
 */
export function takenBackBy(planned: Change | undefined): (path: string, isConfigured: boolean) => boolean {
  if (!planned?.before || !planned.after) return () => false;
  const { before, after, after_unknown: unknown } = planned;
  return (path, isConfigured) => {
    const [attribute = "", ...rest] = path.split(".");
    const place = placeOf(below({ before, after, unknown }, attribute), rest);
    return (isConfigured || !hasTrue(place.unknown)) && !isDeepStrictEqual(place.before, place.after);
  };
}

interface Place {
  readonly before: unknown;
  readonly after: unknown;
  readonly unknown: unknown;
}

/**
 * As deep as both sides can be told apart: members of sets have no place of their own, so sets are compared whole; so is what
 * has a key with a dot in it.
 */
function placeOf(place: Place, path: readonly string[]): Place {
  const [key, ...rest] = path;
  const { before, after } = place;
  if (key === undefined) return place;
  const isOne = (value: unknown): boolean => Array.isArray(value) && value.length === 1;
  const has = (value: unknown): boolean => isRecord(value) && Object.hasOwn(value, key);
  const areRecords = isRecord(before) && isRecord(after);
  const goesOn = areRecords ? has(before) || has(after) || path.length === 1 : isOne(before) && isOne(after);
  if (!goesOn) return place;
  return placeOf(below(place, key), rest);
}

function below({ before, after, unknown }: Place, key: string): Place {
  return { before: child(before, key), after: child(after, key), unknown: child(unknown, key) };
}

function child(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value[Number(key)] as unknown;
  return isRecord(value) ? own(value, key) : value === true ? true : undefined;
}

/** Whether any of it is known after apply only. */
function hasTrue(mask: unknown): boolean {
  if (Array.isArray(mask)) return mask.some(hasTrue);
  return isRecord(mask) ? Object.values(mask).some(hasTrue) : mask === true;
}

/**
 * A change with only those tags that differ in AWS. The provider splits what it reads by its default tags of now: those
 * of until now turn up as the resource's own when they are no defaults any more, and AWS has had them all the time.
 */
export function withTagsOfAws(drifted: PlannedChange): PlannedChange {
  const { before, after } = drifted.change;
  const [allBefore, allAfter] = [before?.tags_all, after?.tags_all];
  if (!isRecord(allBefore) || !isRecord(allAfter)) return drifted;
  const tagsBefore = recordOf(before?.tags);
  const tagsAfter = recordOf(after?.tags);
  const isChanged = (key: string): boolean => own(allBefore, key) !== own(allAfter, key);
  const isOwn = (key: string): boolean => own(tagsBefore, key) !== own(tagsAfter, key);
  const keys = [...Object.keys(tagsBefore), ...Object.keys(tagsAfter)];
  const tags = chosen(keys, (key) => (isChanged(key) ? tagsAfter : tagsBefore));
  // What differs in the own tags differs in all of them as well: it is said once.
  const all = chosen([...Object.keys(allBefore), ...Object.keys(allAfter)], (key) =>
    isOwn(key) ? allBefore : allAfter,
  );
  const none = Object.keys(tags).length === 0 && !isRecord(before?.tags);
  return {
    ...drifted,
    change: { ...drifted.change, after: { ...after, tags: none ? before?.tags : tags, tags_all: all } },
  };
}

function recordOf(value: unknown): Values {
  return isRecord(value) ? value : {};
}

function chosen(keys: readonly string[], from: (key: string) => Values): Values {
  return Object.fromEntries(
    keys.flatMap((key) => {
      const value = own(from(key), key);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}
