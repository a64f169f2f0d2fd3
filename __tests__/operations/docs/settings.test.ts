import { describe, expect, test } from "@jest/globals";
import { z } from "zod";

import { accountSchema } from "../../../src/config/account";
import { environmentSchema } from "../../../src/config/environment";
import { port, wholeNumber } from "../../../src/config/fields";
import { kinds } from "../../../src/resources";
import { settingsOf } from "../../../src/operations/docs/settings/settings";
import { WrittenSchema } from "../../../src/operations/docs/settings/written-schema";

const spread = {
  /** Where it listens. */
  port,
};

const member = z.strictObject({
  /**
   * How long it waits.
   * @creates `aws_kms_key`
   * @costs by the month
   * @default 30
   */
  seconds: wholeNumber(1, 60, "seconds").default(30),
});

const schema = z.strictObject({
  /**
   * What it is
   * called.
   */
  name: z.string(),
  ...spread,
  /** By key. @default {} */
  members: z.record(z.string(), member).default({}),
  lists: z.array(member).min(1),
  /** One of two. */
  choice: z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("some"),
      /** How many. */
      count: wholeNumber(1, 3, "a number"),
    }),
    z.strictObject({ kind: z.literal("none") }),
  ]),
});

test("settings have their path, what they may be, and what their comments say", () => {
  const rows = settingsOf(schema, WrittenSchema.of(__filename, "schema")).map(
    ({ path, expected, isRequired, comment }) => [path, expected, isRequired, comment.meaning, comment.default ?? "-"],
  );
  expect(rows).toEqual([
    ["name", "a text", true, "What it is called.", "-"],
    ["port", "a port, a whole number from 1 to 65535", true, "Where it listens.", "-"],
    ["members", "", false, "By key.", "{}"],
    ["members.<key>.seconds", "seconds, a whole number from 1 to 60", false, "How long it waits.", "30"],
    ["lists", "a list", true, "", "-"],
    ["lists[].seconds", "seconds, a whole number from 1 to 60", false, "How long it waits.", "30"],
    ["choice", "", true, "One of two.", "-"],
    ['choice (kind: "some").count', "a number, a whole number from 1 to 3", true, "How many.", "-"],
  ]);
});

test("what a setting creates and costs is what its comment says", () => {
  const created = settingsOf(schema, WrittenSchema.of(__filename, "schema")).flatMap(({ path, comment }) =>
    comment.creates === undefined ? [] : [[path, comment.creates, comment.costs]],
  );
  expect(created).toEqual([
    ["members.<key>.seconds", "`aws_kms_key`", "by the month"],
    ["lists[].seconds", "`aws_kms_key`", "by the month"],
  ]);
});

test("a constant that a file does not have is an error", () => {
  expect(() => WrittenSchema.of(__filename, "other")).toThrow(/has no constant other$/);
});

describe.each([
  ["environment", environmentSchema],
  ["account", accountSchema],
] as const)("of an %s", (name, real) => {
  const settings = settingsOf(real, WrittenSchema.of(`src/config/${name}.ts`, `${name}Schema`));

  test("every setting says what it means", () => {
    expect(settings.filter(({ comment }) => comment.meaning === "").map(({ path }) => path)).toEqual([]);
  });

  test("a setting that may be left out says its default", () => {
    const silent = settings
      .filter(({ expected }) => expected !== "")
      .filter(({ isRequired, comment }) => !isRequired && comment.default === undefined);
    expect(silent.map(({ path }) => path)).toEqual([]);
  });
});

describe("what settings create", () => {
  const settings = [
    ...settingsOf(environmentSchema, WrittenSchema.of("src/config/environment.ts", "environmentSchema")),
    ...settingsOf(accountSchema, WrittenSchema.of("src/config/account.ts", "accountSchema")),
  ].map(({ path, comment }) => ({ path, ...comment, types: comment.creates?.match(/aws_\w+/g) ?? [] }));
  const charged = Object.entries(kinds).flatMap(([type, { price }]) => ("rule" in price ? [type] : []));

  test("every type that AWS charges for is named by the setting that creates it", () => {
    const named = new Set(settings.flatMap(({ types }) => types));
    expect(charged.filter((type) => !named.has(type))).toEqual([]);
  });

  test("a setting that creates such a type says what it costs", () => {
    const silent = settings.filter(
      ({ types, costs }) => costs === undefined && types.some((type) => charged.includes(type)),
    );
    expect(silent.map(({ path }) => path)).toEqual([]);
  });

  test("every named type is one that constructs create", () => {
    expect(settings.flatMap(({ types }) => types).filter((type) => !Object.hasOwn(kinds, type))).toEqual([]);
  });
});
