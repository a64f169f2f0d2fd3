import { describe, expect, test } from "@jest/globals";

import { code, fence, unlinked } from "../../src/markdown/literal";
import { visible } from "../../src/markdown/visible";

describe("what cannot be seen", () => {
  test.each([
    ["an escape sequence", "\u001b[31m", String.raw`\u001b[31m`],
    ["a line feed", "a\nb", String.raw`a\u000ab`],
    ["a mark of direction", "\u202eadmin\u2066", String.raw`\u202eadmin\u2066`],
    ["what has no width", "ad\u200bmin\ufeff", String.raw`ad\u200bmin\ufeff`],
    ["a separator of lines", "a\u2028b", String.raw`a\u2028b`],
    ["half a character", "\ud83d", String.raw`\ud83d`],
    ["a tag beyond the first plane", "\u{e0041}", String.raw`\udb40\udc41`],
    ["a filler", "\u3164", String.raw`\u3164`],
  ])("is written as JSON escapes it: %s", (_, text, expected) => {
    expect(visible(text)).toBe(expected);
    expect(JSON.parse(`"${expected}"`)).toBe(text);
  });

  test("is written so in code, in a fence and in a sentence", () => {
    expect(code("a\u202eb")).toBe("`a\\u202eb`");
    expect(fence("a\u202eb\nc")).toBe("```text\na\\u202eb\nc\n```");
    expect(unlinked("a\u202eb")).toBe(String.raw`a\\u202eb`);
  });

  test("does not include letters, emoji and spaces", () => {
    expect(visible("Größe 大 🟡 é ~")).toBe("Größe 大 🟡 é ~");
  });
});

test("code without a text begins nothing", () => {
  expect(code("")).toBe("` `");
});

test.each([
  ["@acme/team", "@<!-- -->acme/team"],
  ["acme/app#1", "acme/app#<!-- -->1"],
  ["GH-12", "GH<!-- -->-12"],
  ["https://example.com", "https:<!-- -->//example.com"],
  ["WWW.example.com", "WWW<!-- -->.example.com"],
  ["me@example.com", "me@<!-- -->example.com"],
  ["[a](b)", String.raw`\[a\](b)`],
  ["$x$", "&#36;x&#36;"],
  ["<img src=x>", "&lt;img src=x&gt;"],
  ["a\n\n# b", "a #<!-- --> b"],
])("a name in a sentence is no link, call, formula or markup: %s", (text, expected) => {
  expect(unlinked(text)).toBe(expected);
});
