import type { Level } from "../../finding";
import type { Shown } from "../../masks";

/** Whether a setting protects less than before; `key` is its path with the names of what it stands in. */
export type IsWeaker = (from: Shown, to: Shown, key: string) => boolean;

/** A setting that protects what is stored or reached, and how one sees that it gets weaker. */
export interface Protection {
  readonly type: string;
  /** The attribute's path, list indexes left out. */
  readonly attribute: string;
  readonly isWeaker: IsWeaker;
  readonly level: Level;
  readonly title: string;
  readonly why: string;
}

export const row = (
  type: string,
  attribute: string,
  isWeaker: IsWeaker,
  level: Level,
  title: string,
  why: string,
): Protection => ({ type, attribute, isWeaker, level, title, why });

export const off: IsWeaker = (from, to) => from === true && to !== true;
export const on: IsWeaker = (from, to) => from !== true && to === true;
export const less: IsWeaker = (from, to) => typeof from === "number" && typeof to === "number" && to < from;
/** Where 0, or nothing, means never. */
export const sooner: IsWeaker = (from, to) =>
  typeof to === "number" && to > 0 && (!isSet(from) || from === 0 || less(from, to, ""));
export const none: IsWeaker = (from, to) => less(from, to, "") && to === 0;
export const gone: IsWeaker = (from, to) => isSet(from) && !isSet(to);
export const emptied: IsWeaker = (from, to) => itemsOf(from).length > 0 && isList(to) && itemsOf(to).length === 0;
export const fewer: IsWeaker = (from, to) => isList(to) && itemsOf(from).some((item) => !itemsOf(to).includes(item));
export const otherThan =
  (wanted: string): IsWeaker =>
  (from, to) =>
    from === wanted && to !== wanted;
export const becomes =
  (unwanted: string): IsWeaker =>
  (from, to) =>
    from !== unwanted && to === unwanted;
export const lower =
  (rank: (name: string) => number): IsWeaker =>
  (from, to) =>
    typeof from === "string" && typeof to === "string" && rank(to) < rank(from);

export const startsWith =
  (start: string) =>
  (value: Shown): boolean =>
    typeof value === "string" && value.startsWith(start);

function isSet(value: Shown): boolean {
  return value !== null && value !== undefined && value !== "";
}

/** Terraform shows a list that is not set as nothing. */
function isList(value: Shown): boolean {
  return Array.isArray(value) || value === null || value === undefined;
}

function itemsOf(value: Shown): readonly Shown[] {
  return Array.isArray(value) ? (value as readonly Shown[]) : [];
}

export const oneMistake = "One wrong configuration, or one wrong command, then destroys it.";
export const noWayBack = "What is deleted or overwritten by mistake cannot be called back.";
export const readable = "Whoever gets at the stored bytes can read them.";
