import type { ResourceChange } from "../change";

/** The key of the service that a resource belongs to; `undefined` for one of something else. */
export function serviceOf({ words }: ResourceChange): string | undefined {
  return /^services\.(.+)$/.exec(words.part)?.[1];
}
