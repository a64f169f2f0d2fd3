import { markdownTable } from "../../documentation/markdown-table";
import { type IgnoredAttribute, ignoredAttributes } from "../../terraform/ownership";
import type { SynthesizedStack } from "../synthesis/synthesized-stack";

export const ignoredPageFile = "docs/ignored-attributes.md";

/** The page, as Prettier would write it. */
export function ignoredPage(stacks: readonly SynthesizedStack[]): string {
  const rows = ignoredAttributes.map((row) => [
    `\`${row.resourceType}.${row.attribute}\``,
    row.owner,
    row.why,
    places(row, stacks),
  ]);
  return `# What a plan overlooks

Somebody else changes these after the first deploy, and that is meant: no plan shows it, and no apply takes it back. Nothing
else is ignored in any stack. \`npm run docs\` writes this page; [ADR 15](adr/0015-who-owns-a-revision.md) says who
owns a revision.

${markdownTable(["attribute", "who owns it instead", "why", "how many ignore it"], rows)}
`;
}

function places(row: IgnoredAttribute, stacks: readonly SynthesizedStack[]): string {
  const counts = stacks.map(({ name, resources }) => {
    const count = resources.filter(
      ({ type, body }) => type === row.resourceType && ignoredIn(body).includes(row.attribute),
    ).length;
    return { name, count };
  });
  const found = counts.filter(({ count }) => count > 0).map(({ name, count }) => `${name} ${count}`);
  return found.join(", ") || "none";
}

/** What a resource's `lifecycle` ignores. */
export function ignoredIn(body: Readonly<Record<string, unknown>>): readonly string[] {
  return (body.lifecycle as { readonly ignore_changes?: readonly string[] } | undefined)?.ignore_changes ?? [];
}
