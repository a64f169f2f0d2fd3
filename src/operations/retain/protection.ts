import type { SynthesizedStack } from "../synth/synthesized-stack";
import type { Body } from "../../terraform-json/body";

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

/** What `prevent_destroy` guards at another revision, and no longer in this one: no plan shows that it goes. */
export function lostProtection(before: SynthesizedStack, after: SynthesizedStack): string[] {
  const kept = new Set(guarded(after));
  const moved = new Map((after.json.moved ?? []).map(({ from, to }) => [from, to]));
  return guarded(before).filter((address) => !kept.has(moved.get(address) ?? address));
}

function guarded(stack: SynthesizedStack): string[] {
  return protectedResources(stack)
    .filter(({ reasons }) => reasons.includes("prevent_destroy"))
    .map(({ address }) => address);
}

function protections(body: Body): string[] {
  const lifecycle = (body.lifecycle ?? {}) as Body;
  return [
    ...(lifecycle.prevent_destroy === true ? ["prevent_destroy"] : []),
    ...["deletion_protection", "enable_deletion_protection"].filter((argument) => body[argument] === true),
  ];
}
