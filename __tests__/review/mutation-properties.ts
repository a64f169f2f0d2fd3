import { expect } from "@jest/globals";
import fc from "fast-check";

import { mutated, type Printed, printed, secret, withoutOptional } from "./mutated-plans";

/** A plan without whatever Terraform may leave out is never refused, and never crashes. */
export function expectReviewed(numRuns: number): void {
  fc.assert(
    fc.property(withoutOptional, (json) => {
      const result = printed(json);
      expect(result).toBeDefined();
      if (result) expectCountsAddUp(result);
    }),
    { numRuns },
  );
}

/** Whatever stands in a plan, nothing sensitive is printed, nothing but text, and the counts are those of the rows. */
export function expectHarmless(numRuns: number): void {
  let reviewed = 0;
  fc.assert(
    fc.property(mutated, (json) => {
      const result = printed(json);
      if (!result) return;
      reviewed += 1;
      for (const text of [result.markdown, result.terminal, result.json]) {
        expectNoSecret(text);
        expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }
      expectNothingButText(result.markdown);
      expectCountsAddUp(result);
    }),
    { numRuns },
  );
  // Most of them are still plans, or nothing was tried.
  expect(reviewed).toBeGreaterThan(numRuns / 3);
}

const forms = [
  secret,
  JSON.stringify(secret).slice(1, -1),
  encodeURIComponent(secret),
  Buffer.from(secret).toString("base64"),
  Buffer.from(`user:${secret}`).toString("base64").slice(8, -4),
];

function expectNoSecret(text: string): void {
  for (const form of forms) expect(text).not.toContain(form);
  const read = text
    .replaceAll(/<!-- -->|\\/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
  expect(read).not.toContain("Tr0ub4dor");
}

const ours = /<\/?(?:details|summary|b)>|<details open>|<br>|<!-- -->|&#36;/g;

/** Without what is shown literally, only our own markup is left. */
function expectNothingButText(markdown: string): void {
  expect(markdown.length).toBeLessThan(65_536);
  const lines = withoutFences(markdown).map(withoutCode);
  expect(lines.filter((line) => line.startsWith("#"))).toHaveLength(1);
  expect(lines.filter((line) => line.includes("<details")).length).toBe(
    lines.filter((line) => line.includes("</details>")).length,
  );
  for (const line of lines) {
    expect(line.replaceAll(ours, "\u200b")).not.toMatch(/[<>]|`|:\/\/|www\.|@\w|#\d|\$|(?<!\\)\]\(/i);
  }
}

function withoutFences(markdown: string): string[] {
  let end: string | undefined;
  return markdown.split("\n").filter((line) => {
    const [ticks] = /^`{3,}/.exec(line) ?? [];
    if (end === undefined && ticks !== undefined) {
      end = ticks;
      return false;
    }
    if (end === undefined) return true;
    if (line.trimEnd() === end) end = undefined;
    return false;
  });
}

/** As CommonMark reads it: a run of ticks ends at the next run of as many; one that is escaped begins nothing. */
function withoutCode(line: string): string {
  return line.replaceAll(/\\[\s\S]|(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, (found, ticks?: string) =>
    ticks === undefined ? found.replace("`", "") : "",
  );
}

const columns = ["create", "update", "replace", "delete", "forget"] as const;

function expectCountsAddUp({ review, markdown, terminal, json }: Printed): void {
  const { actions, resources } = JSON.parse(json) as {
    readonly actions: Readonly<Record<string, number>>;
    readonly resources: readonly { readonly action: string; readonly level: string }[];
  };
  const counted = columns.map((action) => resources.filter((one) => one.action === action).length);
  expect(columns.map((action) => actions[action])).toEqual(counted);
  const levels = ["blocks", "dangerous", "review", "routine"].map(
    (level) => resources.filter((one) => one.level === level).length,
  );
  expect(markdown.split("\n")[4]).toBe(`| ${[...levels, ...counted].join(" | ")} |`);
  const [created, updated, replaced, destroyed, forgotten] = counted;
  expect(terminal).toContain(
    `changes:  ${created ?? ""} create, ${updated ?? ""} update, ${replaced ?? ""} replace, ${destroyed ?? ""} destroy, ${forgotten ?? ""} forget`,
  );
  expect(resources).toHaveLength(review.judged.length);
}
