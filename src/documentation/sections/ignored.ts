import { block } from "../../cost/resource";
import { code } from "../../markdown/literal";
import { ignoredAttributes } from "../../terraform/ownership";
import type { DocumentedStack } from "../documented-stack";
import { markdownTable } from "../markdown-table";
import { partOf } from "../nouns";
import { someOf } from "../permissions";

/** What plans of this environment overlook, who owns it instead, and why. */
export function ignoredSection({ resources }: Pick<DocumentedStack, "resources">): string {
  const rows = ignoredAttributes.flatMap(({ resourceType, attribute, owner, why }) => {
    const places = resources
      .filter(({ type, body }) => {
        const { ignore_changes: ignored } = block(body.lifecycle);
        return type === resourceType && Array.isArray(ignored) && ignored.includes(attribute);
      })
      .map(({ address }) => partOf({ name: address.split(".").at(-1) ?? "" }));
    const where = someOf([...new Set(places)].sort().map(code));
    return places.length === 0 ? [] : [[code(`${resourceType}.${attribute}`), owner, why, where]];
  });
  return rows.length === 0
    ? "Nothing: every change of every attribute is in a plan."
    : markdownTable(["attribute", "who may own it instead", "why", "where"], rows);
}
