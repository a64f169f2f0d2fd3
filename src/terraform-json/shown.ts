/** A value that Terraform does not know before it applies. */
export const unknown = Symbol("known after apply");
/** A sensitive value. */
export const secret = Symbol("sensitive");

/** A value of a plan as far as it may be seen. */
export type Shown =
  string | number | boolean | null | undefined | typeof unknown | typeof secret | ShownList | ShownMap;
type ShownList = readonly Shown[];
interface ShownMap {
  readonly [key: string]: Shown;
}
