import { own } from "../../terraform-json/record";
import { expressionOf, referenceIn } from "../../terraform-json/references";
import type { SynthesizedStack } from "../synth/synthesized-stack";

/** What each resource is replaced with, as its `replace_triggered_by` says: addresses, by address. No plan shows that. */
export function triggersOf({ resources }: SynthesizedStack): ReadonlyMap<string, readonly string[]> {
  return new Map(
    resources.flatMap(({ address, body }) => {
      const triggers = own(body.lifecycle, "replace_triggered_by");
      return Array.isArray(triggers) ? [[address, triggers.map((trigger) => addressIn(String(trigger)))] as const] : [];
    }),
  );
}

/** As in `aws_lb.public`, of `${aws_lb.public.arn}` or of itself. */
function addressIn(trigger: string): string {
  return referenceIn(expressionOf(trigger) ?? trigger)?.address ?? trigger;
}
