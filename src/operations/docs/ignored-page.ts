import { markdownTable } from "../../documentation/markdown-table";
import { type IgnoredAttribute, ignoredAttributes, isLeftTo } from "../../terraform/ownership";
import type { SynthesizedStack } from "../synth/synthesized-stack";

export const ignoredPageFile = "docs/ignored-attributes.md";

/** The page, as Prettier would write it. */
export function ignoredPage(stacks: readonly SynthesizedStack[]): string {
  const rows = ignoredAttributes.map((row) => [
    `\`${row.resourceType}.${row.attribute}\``,
    row.owner,
    row.why,
    places(row, stacks),
  ]);
  return `# Attributes in \`ignore_changes\`

Somebody else changes these after the first deploy, and that is meant: no plan shows it, and no apply takes it back. Nothing
else is ignored in any stack. Where the configuration changes one of them, a review with \`--against\` says that no deploy
applies it. \`npm run docs\` writes this page; [ADR 15](adr/0015-revision-ownership.md) says who owns a revision.

${markdownTable(["attribute", "who owns it instead", "why", "how many ignore it"], rows)}
`;
}

function places(row: IgnoredAttribute, stacks: readonly SynthesizedStack[]): string {
  const counts = stacks.map(({ name, resources }) => ({
    name,
    count: resources.filter((resource) => isLeftTo(row, resource)).length,
  }));
  const found = counts.filter(({ count }) => count > 0).map(({ name, count }) => `${name} ${count}`);
  return found.join(", ") || "none";
}
