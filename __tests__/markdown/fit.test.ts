import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { fit } from "../../src/markdown/fit";

const line = fc.stringMatching(/^[- a-z`<>]{0,60}$/).map((text) => `- ${text}`);
const lines = fc.array(line, { maxLength: 60 }).map((all) => all.join("\n"));
const fold = lines.map((text) => `<details><summary>x</summary>\n\n${text}\n\n</details>`);
const fence = lines.map((text) => `- a fence\n\`\`\`\`text\n${text}\n\`\`\`\``);
const nested = fc.tuple(fold, fence).map(([one, other]) => `<details open>\n\n${one}\n${other}\n\n</details>`);
const part = fc.oneof(lines, fold, fence, nested);
const start = part.map((text) => `## A heading\n\n${text}`);

test("a text keeps to its length, says where the rest is, and leaves no fence and no fold open", () => {
  fc.assert(
    fc.property(start, fc.array(part, { maxLength: 6 }), fc.integer({ min: 1, max: 8_000 }), (head, parts, longest) => {
      const footer = "All of it is elsewhere.";
      const text = fit(head, parts, { longest, footer });

      expect(text.length).toBeLessThanOrEqual(longest);
      const whole = text.split("\n");
      expect(whole.filter((one) => /^`{3,}/.test(one)).length % 2).toBe(0);
      const count = (start: string): number => whole.filter((one) => one.startsWith(start)).length;
      expect(count("<details")).toBe(count("</details>"));
      if (longest > 1_000) expect(text.endsWith(`\n\n${footer}\n`)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test("what fits stays as it is", () => {
  const parts = ["one", "", (room: number): string => (room > 100 ? "two" : "")];
  expect(fit("head", parts, { longest: 1_000, footer: "" })).toBe("head\n\none\n\ntwo\n");
});

test("a part that makes itself shorter is asked for what there is room for", () => {
  const part = (room: number): string => "x".repeat(Math.min(room, 5_000));
  expect(fit("head", [part], { longest: 2_000, footer: "" }).length).toBeLessThanOrEqual(2_000);
});

test("parts for which there is no room are counted", () => {
  const text = fit("head", ["x\n".repeat(2_000), "```mermaid\n```", "y\n".repeat(300)], { longest: 3_000, footer: "" });
  expect(text).toContain("Left out for want of room: 2 more parts.");
});
