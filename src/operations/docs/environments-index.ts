import { markdownTable } from "../../documentation/markdown-table";
import { declaredServices } from "../synth/declared-services";
import type { SynthesizedStack } from "../synth/synthesized-stack";

export const environmentsIndexFile = "docs/environments/README.md";

/** The page that lists every environment. */
export function environmentsIndex(environments: readonly SynthesizedStack[]): string {
  const rows = environments.map((stack) => [
    `[\`${stack.name}\`](${stack.name}.md)`,
    `\`${stack.accountId}\``,
    `\`${stack.region}\``,
    declaredServices(stack)
      .map(({ key }) => `\`${key}\``)
      .join(", "),
  ]);
  return `# Environments

What \`environments/index.ts\` lists. Each page is made from the environment's synthesized JSON by \`npm run docs\`: its picture,
connections, permissions, names, alarms, cost, retention.

${rows.length === 0 ? "None yet." : markdownTable(["environment", "account", "region", "services"], rows)}

[Adding an environment](../operating/adding-an-environment.md) · [Removing a product](../operating/removing-a-product.md)
`;
}
