import { z } from "zod";

import { readBySchema } from "../../../config/schema-problems";
import type { Comment, WrittenSchema } from "./written-schema";

/** One thing that can be said in an environment or an account. */
export interface Setting {
  /** As in `services.<key>.scaling.minTasks`. */
  readonly path: string;
  /** What it may be, as the message on a wrong value says it; empty where it has settings of its own. */
  readonly expected: string;
  readonly isRequired: boolean;
  readonly comment: Comment;
}

const noComment: Comment = { meaning: "", default: undefined, creates: undefined, costs: undefined };

/** Every setting below a schema, in the order in which they are written. */
export function settingsOf(schema: z.ZodType, written: WrittenSchema | undefined, path = ""): Setting[] {
  const inner = withoutDefault(schema);
  if (inner instanceof z.ZodObject) {
    return Object.entries(inner.shape as Record<string, z.ZodType>).flatMap(([name, value]) => {
      const property = written?.property(name);
      const below = path === "" ? name : `${path}.${name}`;
      return settingWithin({ schema: value, written: property?.schema, comment: property?.comment, path: below });
    });
  }
  if (inner instanceof z.ZodArray) return settingsOf(inner.element as z.ZodType, written?.member, `${path}[]`);
  if (inner instanceof z.ZodRecord) return settingsOf(inner.valueType as z.ZodType, written?.member, `${path}.<key>`);
  if (inner instanceof z.ZodUnion) {
    return (inner.options as z.ZodType[]).flatMap((option, index) =>
      settingsOf(option, written?.alternatives[index], `${path}${kindOf(option)}`),
    );
  }
  return [];
}

interface Place {
  readonly schema: z.ZodType;
  readonly written: WrittenSchema | undefined;
  readonly comment: Comment | undefined;
  readonly path: string;
}

function settingWithin({ schema, written, comment = noComment, path }: Place): Setting[] {
  // What tells the members of a union apart stands in their paths.
  if (schema instanceof z.ZodLiteral && schema.values.size === 1) return [];
  const setting = { path, expected: expectedBy(schema), isRequired: !schema.safeParse(undefined).success, comment };
  return [setting, ...settingsOf(schema, written, path)];
}

/** ` (kind: "managed")` of the member of a union that its `kind` tells apart. */
function kindOf(option: z.ZodType): string {
  if (!(option instanceof z.ZodObject)) return "";
  const kinds = Object.entries(option.shape as Record<string, z.ZodType>).filter(
    ([, value]) => value instanceof z.ZodLiteral,
  );
  const [[name, literal] = []] = kinds;
  return literal instanceof z.ZodLiteral ? ` (${name ?? ""}: ${JSON.stringify(literal.value)})` : "";
}

/** What a value may be, in the words of the message on a wrong one. */
function expectedBy(schema: z.ZodType): string {
  const inner = withoutDefault(schema);
  if (inner instanceof z.ZodObject) return "";
  if (inner instanceof z.ZodArray) return listOf(expectedBy(inner.element as z.ZodType));
  if (inner instanceof z.ZodRecord) return tableOf(expectedBy(inner.valueType as z.ZodType));
  if (inner instanceof z.ZodUnion) {
    return [...new Set((inner.options as z.ZodType[]).map(expectedBy).filter((text) => text !== ""))].join(", or ");
  }
  return messageOf(inner).replace(/^(expected|must be) /, "");
}

function listOf(members: string): string {
  return members === "" ? "a list" : `a list of: ${members}`;
}

function tableOf(values: string): string {
  return values === "" ? "" : `by key: ${values}`;
}

function messageOf(schema: z.ZodType): string {
  const text = messageOn(schema, undefined);
  // Zod tells the kind of value first, and what is expected of a text only once there is one.
  return schema instanceof z.ZodString && !text.startsWith("expected") ? messageOn(schema, " ") : text;
}

function messageOn(schema: z.ZodType, wrong: unknown): string {
  const checked = readBySchema(schema, wrong);
  const [problem] = "problems" in checked ? checked.problems : [];
  return (problem?.message ?? "a text").replace(/^missing; /, "").replace(/, got .*$/, "");
}

/** The schema of what is written, without what zod does with it when it is missing, or afterwards. */
function withoutDefault(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
    return withoutDefault(schema.unwrap() as z.ZodType);
  return schema instanceof z.ZodPipe ? withoutDefault(schema.in as z.ZodType) : schema;
}
