import { code } from "../../markdown/literal";
import type { Blocks } from "../../terraform-json/blocks";
import { markdownTable } from "../markdown-table";
import { nameOf } from "../nouns";
import { type Permission, trusted } from "../permissions";

/** Who may do what on what: every statement of every role. */
export function rolesSection(permissions: readonly Permission[], inventory: Blocks): string {
  const rows = permissions.map(({ who, role, purpose, actions, resources, conditions }, index) => [
    permissions[index - 1]?.role === role ? "" : `${code(who)}, in ${code(nameOf(role, inventory))}`,
    shortPurpose(
      purpose,
      resources.map(({ words }) => words),
      conditions,
    ),
    actions.map(code).join("<br>"),
    [...new Set(resources.map(({ words }) => words))].map(code).join("<br>"),
    conditions.map(code).join("<br>"),
  ]);
  const idle = inventory
    .of("aws_iam_role")
    .filter(({ address }) => permissions.every(({ role }) => role.address !== address))
    .map((role) => `${code(nameOf(role, inventory))}, for ${trusted(role, inventory)}`);
  return [
    markdownTable(["who", "may", "actions", "on", "only if"], rows),
    ...(idle.length > 0 ? [`Roles that may do nothing: ${idle.join("; ")}.`] : []),
  ].join("\n\n");
}

/** A statement's purpose without the names that stand beside it anyway: `pull` of `pull finance app api`. */
function shortPurpose(purpose: string, resources: readonly string[], conditions: readonly string[]): string {
  const [verb = ""] = purpose.replace(/ and others$/, "").split(" of ");
  const known = new Set([...resources, ...conditions].flatMap((text) => text.toLowerCase().split(/[^a-z0-9]+/)));
  const words = verb.split(" ");
  while (words.length > 1 && known.has(words.at(-1) ?? "")) words.pop();
  return words.join(" ");
}
