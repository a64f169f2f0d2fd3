import type { z } from "zod";

import { accountSchema } from "../../config/account";
import { environmentSchema } from "../../config/environment";
import { markdownTable } from "../../documentation/markdown-table";
import { type Setting, settingsOf } from "./settings/settings";
import { type Comment, WrittenSchema } from "./settings/written-schema";

export const settingsPageFile = "docs/settings.md";

/** Everything that can be said in an environment and in an account, from the schemas and the comments beside them. */
export function settingsPage(): string {
  return [
    "# Settings",
    "",
    "All properties of an environment and of an account, written by `npm run docs` from the schemas in `src/config` and their",
    "comments. `<key>` is a name that you choose, `[]` a member of a list. Synthesis refuses an unknown property. What each",
    "environment costs stands in [Cost](cost.md).",
    "",
    "[Environment](#environment) · [Account](#account)",
    "",
    ...sectionsOf("Environment", environmentSchema, "src/config/environment.ts", "environmentSchema"),
    ...sectionsOf("Account", accountSchema, "src/config/account.ts", "accountSchema"),
  ].join("\n");
}

/** A table of what stands at the top, then one for each setting that has settings of its own. */
function sectionsOf(title: string, schema: z.ZodType, file: string, constant: string): string[] {
  const settings = settingsOf(schema, WrittenSchema.of(file, constant));
  const tops = settings.filter(({ path }) => topOf(path) === path);
  const below = (top: Setting): Setting[] =>
    settings.filter(({ path }) => path !== top.path && topOf(path) === top.path);
  const chapters = tops.filter((top) => below(top).length > 0);
  return [
    `## ${title}`,
    "",
    ...table(tops),
    ...chapters.flatMap((top) => [`### \`${top.path}\``, "", ...introduction(top), ...table(below(top))]),
  ];
}

function introduction({ comment }: Setting): string[] {
  const text = textOf(comment);
  return text === "" ? [] : [text, ""];
}

/** What a setting means, creates and costs. */
function textOf({ meaning, creates, costs }: Comment): string {
  return [
    ...(meaning === "" ? [] : [meaning]),
    ...(creates === undefined ? [] : [`_Creates:_ ${creates}.`]),
    ...(costs === undefined ? [] : [`_Costs:_ ${costs}.`]),
  ].join(" ");
}

/** `services` of `services.<key>.cpu`, and `network` of `network (kind: "managed").cidr`. */
function topOf(path: string): string {
  return /^\w+/.exec(path)?.[0] ?? path;
}

function table(settings: readonly Setting[]): string[] {
  const rows = settings.map(({ path, expected, isRequired, comment }) => [
    `\`${path}\``,
    cell(expected),
    isRequired ? "required" : cell(comment.default ?? ""),
    cell(textOf(comment)),
  ]);
  return [markdownTable(["setting", "value", "default", "meaning"], rows), ""];
}

/** Text of a comment, in which Markdown means what it says. */
function cell(text: string): string {
  return text.replaceAll(/[|*]/g, String.raw`\$&`);
}
