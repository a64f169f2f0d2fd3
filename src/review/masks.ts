import { isRecord, own } from "../terraform-json/record";
import { secret, type Shown, unknown } from "../terraform-json/shown";
import type { Hide } from "./redact";

type Mask = unknown;

/** Where a value stands, how Terraform masks it, and how what is sensitive elsewhere is struck out of its texts. */
export interface Masks {
  readonly sensitive: Mask;
  /** The mask of the other side of a change, under which a value is hidden, too. */
  readonly alsoSensitive?: Mask;
  readonly unknown?: Mask;
  readonly hide: Hide;
}

/** A value with what must not, and what cannot be seen replaced, as Terraform's masks say. */
export function shown(value: unknown, masks: Masks): Shown {
  const { sensitive, alsoSensitive, unknown: unknownMask = false, hide } = masks;
  if (sensitive === true || covers(sensitive, value) || covers(alsoSensitive, value)) return secret;
  if (unknownMask === true) return unknown;
  if (Array.isArray(value) || Array.isArray(unknownMask)) {
    const list = Array.isArray(value) ? value : [];
    const length = Math.max(list.length, Array.isArray(unknownMask) ? unknownMask.length : 0);
    return Array.from({ length }, (_, index) => shown(list[index], masksAt(masks, index)));
  }
  if (isRecord(value) || isRecord(unknownMask)) {
    const record = isRecord(value) ? value : {};
    const keys = new Set([...Object.keys(record), ...Object.keys(isRecord(unknownMask) ? unknownMask : {})]);
    return Object.fromEntries([...keys].map((key) => [hide(key), shown(own(record, key), masksAt(masks, key))]));
  }
  return typeof value === "string" ? hide(value) : (value as Shown);
}

function masksAt({ sensitive, alsoSensitive, unknown: unknownMask, hide }: Masks, key: string | number): Masks {
  return {
    sensitive: at(sensitive, key),
    alsoSensitive: at(alsoSensitive, key),
    unknown: at(unknownMask, key),
    hide,
  };
}

/** Every text and number below what is marked sensitive: none of them may stand in what is printed. */
export function secretsIn(value: unknown, sensitive: Mask, below = false): string[] {
  const hidden = below || covers(sensitive, value);
  if (Array.isArray(value)) return value.flatMap((item, index) => secretsIn(item, at(sensitive, index), hidden));
  if (isRecord(value)) {
    return Object.entries(value).flatMap(([key, item]) => secretsIn(item, at(sensitive, key), hidden));
  }
  return hidden && (typeof value === "string" || typeof value === "number") ? [String(value)] : [];
}

/** Whether a mask hides the whole of a value. One that does not have the value's shape does, if it hides anything. */
function covers(mask: Mask, value: unknown): boolean {
  if (value === undefined || value === null || mask === undefined || mask === null) return false;
  const fits = Array.isArray(mask) ? Array.isArray(value) : isRecord(mask) && isRecord(value);
  return !fits && hidesAnything(mask);
}

export function hidesAnything(mask: unknown): boolean {
  if (Array.isArray(mask)) return mask.some(hidesAnything);
  if (isRecord(mask)) return Object.values(mask).some(hidesAnything);
  return mask !== false && mask !== undefined && mask !== null;
}

function at(mask: Mask, key: string | number): Mask {
  if (mask === true) return true;
  if (Array.isArray(mask)) return typeof key === "number" ? (mask[key] as Mask) : false;
  return isRecord(mask) && Object.hasOwn(mask, key) ? mask[key] : false;
}
