import { code } from "../../markdown/literal";
import type { DocumentedStack } from "../documented-stack";
import type { Blocks } from "../../terraform-json/blocks";
import { markdownTable } from "../markdown-table";
import { nameOf, nounOf, partOf } from "../nouns";

/** What is still there after a destroy, and what would go with it. */
export function destructionSection({ name, kept, forgotten, blocks }: DocumentedStack, inventory: Blocks): string {
  return [
    ...(kept.protecting.length > 0
      ? protectedText(name, kept, blocks.resources.length, inventory)
      : deletedText(name, inventory)),
    ...(forgotten.length > 0
      ? [
          `What left the configuration and was forgotten, not destroyed:\n\n${forgotten.map((one) => `- ${code(one)}`).join("\n")}`,
        ]
      : []),
  ].join("\n\n");
}

function protectedText(
  name: string,
  { addresses, protecting }: DocumentedStack["kept"],
  count: number,
  inventory: Blocks,
): string[] {
  const own = new Set(protecting);
  const rows = addresses.flatMap((address) => {
    const found = inventory.get(address);
    if (!found) return [];
    const what = `${nounOf(found)} ${nameOf(found, inventory)}`.trim();
    return [[code(partOf(found)), code(what), own.has(address) ? "itself protected" : "needed by what is protected"]];
  });
  return [
    `\`npm run destroy -- ${name}\` refuses. With \`--retain-protected\` it destroys ${count - rows.length} of ${count} resources and keeps these:`,
    markdownTable(["part", "what", "why it stays"], rows),
    "Also kept, since Terraform does not delete them: revisions of task definitions, backups and snapshots.",
  ];
}

function deletedText(name: string, inventory: Blocks): string[] {
  const unsaved = inventory.of("aws_db_instance").filter(({ body }) => body.skip_final_snapshot === true);
  const databases = unsaved.map((one) => code(nameOf(one, inventory)));
  return [
    `\`npm run destroy -- ${name}\` destroys everything, with all data: \`onDestroy\` is \`delete\`.`,
    ...(databases.length > 0
      ? [`No last snapshot is made of ${databases.join(", ")}, and its automated backups go too.`]
      : []),
    "What AWS keeps for a while: keys and secrets within the windows above. Revisions of task definitions stay registered.",
  ];
}
