import { TerraformElement, type TerraformStack } from "cdktf";

/**
 * Makes synthesis fail when two elements of a stack get one Terraform address. cdktf leaves dots out of
 * the ids that it makes addresses of, and merges what collides into one resource without a word.
 */
export function requireUniqueAddresses(stack: TerraformStack): void {
  stack.node.addValidation({ validate: () => collisions(stack) });
}

function collisions(stack: TerraformStack): string[] {
  const paths = new Map<string, string[]>();
  for (const element of stack.node.findAll().filter((node) => TerraformElement.isTerraformElement(node))) {
    const address = `${element.constructor.name} ${element.friendlyUniqueId}`;
    paths.set(address, [...(paths.get(address) ?? []), element.node.path]);
  }
  return [...paths.values()]
    .filter((sharing) => sharing.length > 1)
    .map((sharing) => `${sharing.join(" and ")} have the same Terraform address; give one of them another id`);
}
