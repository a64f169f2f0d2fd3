import { Aspects, TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";

interface Taggable extends TerraformResource {
  tags: Record<string, string>;
  readonly tagsInput: Record<string, string> | undefined;
}

/** Puts tags on every resource below a scope that can have some, beside those that it has. */
export function tagEverythingBelow(scope: IConstruct, tags: Readonly<Record<string, string>>): void {
  Aspects.of(scope).add({
    visit: (node) => {
      if (isTaggable(node)) node.tags = { ...node.tagsInput, ...tags };
    },
  });
}

function isTaggable(node: IConstruct): node is Taggable {
  return node instanceof TerraformResource && "tagsInput" in node;
}
