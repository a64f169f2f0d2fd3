import { isRecord } from "../../terraform-json/record";
import type { State } from "../../terraform-json/state";

/** A state as Terraform stores it, version 4 of the format. */
export interface StoredState extends State {
  readonly version: number;
  /** Counts up with each change. */
  readonly serial: number;
  /** What every state of one stack has in common. */
  readonly lineage: string;
}

/** What a text is that stands where a state belongs: the state, or what is wrong with it, as in "is empty". */
export type StateText =
  { readonly kind: "whole"; readonly state: StoredState } | { readonly kind: "damaged"; readonly how: string };

export function readStateText(text: string): StateText {
  const json = parsed(text);
  if (typeof json === "string") return { kind: "damaged", how: json };
  if (isState(json.value)) return { kind: "whole", state: json.value };
  return { kind: "damaged", how: "is not a Terraform state" };
}

/** The value of a JSON text, or what is wrong with the text. */
export function parsed(text: string): { readonly value: unknown } | string {
  if (text.trim() === "") return "is empty";
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return /^\s*[{[]/.test(text) ? "is cut off or overwritten" : "is not JSON";
  }
}

function isState(value: unknown): value is StoredState {
  if (!isRecord(value)) return false;
  const { version, serial, lineage, resources } = value;
  return version === 4 && typeof serial === "number" && typeof lineage === "string" && Array.isArray(resources);
}
