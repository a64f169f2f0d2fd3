import type { Block, SynthesizedStack } from "./synthesized-stack";

export interface ProtectedResource {
  readonly address: string;
  /** What protects it, in Terraform's words. */
  readonly reasons: readonly string[];
}

/** The resources that the configuration protects from being destroyed. */
export function protectedResources(stack: SynthesizedStack): ProtectedResource[] {
  return stack.resources
    .map(({ address, body }) => ({ address, reasons: protections(body) }))
    .filter(({ reasons }) => reasons.length > 0);
}

function protections(body: Block): string[] {
  const lifecycle = (body.lifecycle ?? {}) as Block;
  return [
    ...(lifecycle.prevent_destroy === true ? ["prevent_destroy"] : []),
    ...["deletion_protection", "enable_deletion_protection"].filter((argument) => body[argument] === true),
  ];
}
