import { code } from "../../markdown/literal";
import { ignoredAttributes, isLeftTo } from "../../terraform/ownership";
import type { DocumentedStack } from "../documented-stack";
import { markdownTable } from "../markdown-table";
import { someOf } from "../permissions";

/** What plans of this environment overlook, who owns it instead, and why. */
export function ignoredSection({ blocks }: Pick<DocumentedStack, "blocks">): string {
  const rows = ignoredAttributes.flatMap((row) => {
    const places = blocks
      .of(row.resourceType)
      .filter((resource) => isLeftTo(row, resource))
      .map(({ path }) => path.part);
    const where = someOf([...new Set(places)].sort().map(code));
    return places.length === 0 ? [] : [[code(`${row.resourceType}.${row.attribute}`), row.owner, row.why, where]];
  });
  return rows.length === 0
    ? "Nothing: every change of every attribute is in a plan."
    : markdownTable(["attribute", "who may own it instead", "why", "where"], rows);
}
