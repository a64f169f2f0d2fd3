import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { reviewJson } from "../../src/review/json";
import { hiding } from "../../src/review/redact";
import { reviewed } from "./plans";

const secret = `p@ss wörd/"&<it's>+100%\\`;
const hide = hiding(new Set([secret]));

const lower = (text: string): string => text.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

test.each<[string, (text: string) => string]>([
  ["as it is", (text) => text],
  ["in JSON", inJson],
  ["in JSON within JSON", (text) => inJson(inJson(text))],
  ["in a URL's path", encodeURIComponent],
  ["in a URL's path, in small letters", (text) => lower(encodeURIComponent(text))],
  ["in a URL's query", (text) => new URLSearchParams({ key: text }).toString().slice(4)],
  ["in a whole URL", encodeURI],
  ["on a page", (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")],
  ["in base64", (text) => Buffer.from(text).toString("base64")],
  ["in base64 for URLs", (text) => Buffer.from(text).toString("base64url")],
])("a sensitive value is struck out %s", (_, encoded) => {
  expect(hide(`postgres://user:${encoded(secret)}@host`)).toBe("postgres://user:(sensitive)@host");
});

test("a sensitive value is struck out wherever it stands in a text in base64", () => {
  const around = fc.string({ unit: "grapheme", maxLength: 5 });
  fc.assert(
    fc.property(fc.string({ minLength: 8, maxLength: 20 }), around, around, (value, before, after) => {
      const text = hiding(new Set([value]))(Buffer.from(before + value + after).toString("base64"));
      expect(Buffer.from(text.replaceAll("(sensitive)", ""), "base64").toString()).not.toContain(value);
      expect(text).toContain("(sensitive)");
    }),
    { numRuns: 200 },
  );
});

test("a sensitive value is struck out of what JSON quotes once more, wherever the plan has it", () => {
  const reason = inJson(inJson(secret));
  const marked = { after: { value: secret }, after_sensitive: { value: true } };
  const review = reviewed([
    { address: "aws_ssm_parameter.x", actions: ["create"], ...marked },
    { address: "aws_sns_topic.x", actions: ["create"], action_reason: reason },
  ]);
  expect(reviewJson(review)).toContain('"actionReason": "(sensitive)"');
});

test("what is not sensitive stays", () => {
  expect(hide("postgres://user:password@host")).toBe("postgres://user:password@host");
});
