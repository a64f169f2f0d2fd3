import { constructPath } from "../../review/construct-path";
import type { AddressedBlock } from "../synth/synthesized-stack";

/** The key of the service that a resource belongs to, which its address tells. */
export function serviceOf({ name }: AddressedBlock): string | undefined {
  const [part, key] = constructPath(name).part.split(".");
  return part === "services" ? key : undefined;
}
