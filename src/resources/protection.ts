import { type Shown, unknown } from "../terraform-json/shown";

/** A setting that protects what is stored or reached, and how one sees that it gets weaker. */
export interface Protection {
  /** The attribute's path, list indexes left out. */
  readonly attribute: string;
  readonly isWeaker: IsWeaker;
  /** How much a change that weakens it asks of its reviewer. */
  readonly level: "blocks" | "dangerous" | "review";
  readonly title: string;
  readonly why: string;
  /** How one that is created is judged. @default not at all: what there is to lose is what it had before */
  readonly start?: Start;
}

/** Whether a setting protects less than before; `key` is its path with the names of what it stands in. */
export type IsWeaker = (from: Shown, to: Shown, key: string) => boolean;

/**
 * What a new resource is compared with, since it has no earlier value: it is judged as if it had been safe before. What is not
 * set counts as `null`, so `isWeaker` has to know what AWS makes of that.
 */
export interface Start {
  /** What protects. */
  readonly safe: Shown;
  /** @default the level of one that gets weaker */
  readonly level?: Protection["level"];
  /** @default the title of one that gets weaker */
  readonly title?: string;
  /** Whether the setting does not count here, since another one says the same, or it is taken over from elsewhere. @default never */
  readonly unless?: (after: Values) => boolean;
  /** Whether only what stands there counts: without a volume, none is mounted without TLS. @default not */
  readonly onlyPresent?: true;
}

export type Values = Readonly<Record<string, Shown>>;

/** Whether any of these attributes is set: what it names is where the setting comes from. */
export const comesFrom =
  (...attributes: readonly string[]) =>
  (after: Values): boolean =>
    attributes.some((attribute) => isPresent(after[attribute]));

function isPresent(value: Shown): boolean {
  return Array.isArray(value) ? value.length > 0 : isSet(value) && value !== unknown;
}

export const off: IsWeaker = (from, to) => isOn(from) && !isOn(to);
export const on: IsWeaker = (from, to) => !isOn(from) && isOn(to);
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
  (...unwanted: readonly Shown[]): IsWeaker =>
  (from, to) =>
    !unwanted.includes(from) && unwanted.includes(to);
export const lower =
  (rank: (name: string) => number): IsWeaker =>
  (from, to) =>
    typeof from === "string" && typeof to === "string" && rank(to) < rank(from);
/** A listener's action that asked users to sign in, and does so no longer. */
export const signsInNoLonger: IsWeaker = (from, to) =>
  startsWith("authenticate-")(from) && !startsWith("authenticate-")(to);
/** The predefined groups of S3 (Amazon S3 User Guide, "Access control list overview"). */
export const opensToEverybody: IsWeaker = (from, to) => !isEverybody(from) && isEverybody(to);

export const startsWith =
  (start: string) =>
  (value: Shown): boolean =>
    typeof value === "string" && value.startsWith(start);

function isEverybody(value: Shown): boolean {
  return typeof value === "string" && /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/.test(value);
}

/** Some resources of the provider write a switch as text. */
function isOn(value: Shown): boolean {
  return value === true || value === "true";
}

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
export const onTheWay = "Passwords and rows are then readable on the way.";
export const reachable = "can be reached from the internet";
