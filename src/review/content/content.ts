import { isRecord } from "../../terraform-json/record";
import type { ResourceChange } from "../change";
import { secret, type Shown, unknown } from "../../terraform-json/shown";
import { shown } from "../masks";
import type { Hide } from "../redact";
import { lineOf } from "../text";
import { type Expressions, withExpressions } from "./configured";
import { isUnset, linesOf } from "./lines";
import { substanceByType } from "./substance";

/** What a change is about, in lines that are not cut; nothing in it is sensitive. */
export interface Content {
  /** What a reviewer wants to know of a resource that is created: the same as `complete`, without what goes without saying. */
  readonly substance: () => readonly string[];
  /** Every attribute that is set, changed or gone. */
  readonly complete: () => readonly string[];
}

/**
 * @param expressions what the configuration says of the resource. @default not known
 */
export function contentOf(change: ResourceChange, expressions: Expressions | undefined, hide: Hide): Content {
  if (change.action !== "create") {
    const complete = (): string[] => (change.action === "delete" ? linesOf("", change.before) : differences(change));
    return { substance: () => [], complete };
  }
  const after = (): Attributes => configuredFirst(change.after, hidden(expressions, hide));
  return {
    substance: () => substanceOf(change.type, after(), expressions),
    complete: () => Object.entries(after()).flatMap(([attribute, value]) => linesOf(attribute, value)),
  };
}

type Attributes = Readonly<Record<string, Shown>>;

function differences({ differences: all }: ResourceChange): string[] {
  return all.map(
    ({ path, from, to, forcesReplacement }) =>
      `${path}: ${lineOf(from)} → ${lineOf(to)}${forcesReplacement ? " (forces the replacement)" : ""}`,
  );
}

function hidden(expressions: Expressions | undefined, hide: Hide): Attributes | undefined {
  return expressions && asAttributes(shown(expressions, { sensitive: false, hide }));
}

function asAttributes(value: Shown): Attributes {
  return isRecord(value) ? value : {};
}

/** What the configuration sets, then what the provider does by itself; not what it computes when it applies. */
function configuredFirst(after: Attributes, expressions: Attributes | undefined): Attributes {
  if (expressions === undefined)
    return Object.fromEntries(Object.entries(after).filter(([, value]) => value !== unknown));
  const set = Object.keys(expressions).map((attribute) => {
    const value = Object.hasOwn(after, attribute) ? after[attribute] : undefined;
    // A write-only argument is in no plan.
    const isWriteOnly = isUnset(value) && attribute.endsWith("_wo");
    return [attribute, isWriteOnly ? secret : withExpressions(value, expressions[attribute])] as const;
  });
  const others = Object.entries(after).filter(
    ([attribute, value]) => !Object.hasOwn(expressions, attribute) && typeof value !== "symbol",
  );
  return Object.fromEntries([...set, ...others]);
}

/** What goes without saying of a resource that is created, by the beginning of its line. */
const incidental = /^(tags|tags_all|description|alarm_description|comment|[\w.-]*visibility_config)[.:]/;

function substanceOf(type: string, after: Attributes, expressions: Expressions | undefined): string[] {
  const told = Object.hasOwn(substanceByType, type) ? substanceByType[type]?.(after) : undefined;
  if (told !== undefined) return told;
  return Object.entries(after)
    .filter(([attribute]) => !expressions || Object.hasOwn(expressions, attribute))
    .flatMap(([attribute, value]) => linesOf(attribute, value))
    .filter((line) => !incidental.test(line));
}
