import type { Shown } from "../../terraform-json/shown";
import type { IsWeaker, Protection, Start } from "../protection";

/** A protection of a type that has no page. */
export interface RawProtection extends Protection {
  readonly type: string;
}

export const row = (
  type: string,
  attribute: string,
  isWeaker: IsWeaker,
  level: Protection["level"],
  title: string,
  why: string,
): RawProtection => ({ type, attribute, isWeaker, level, title, why });

/** The same protection, asked of a resource that is created as well. */
export const fromStart = (safe: Shown, protection: RawProtection, start: Omit<Start, "safe"> = {}): RawProtection => ({
  ...protection,
  start: { safe, ...start },
});

/** What a type with a page is protected by, asked of another type with the same attributes. @param attributes @default all */
export const like = (
  type: string,
  protections: readonly Protection[],
  ...attributes: readonly string[]
): RawProtection[] =>
  protections
    .filter(({ attribute }) => attributes.length === 0 || attributes.includes(attribute))
    .map((protection) => ({ type, ...protection }));

/** Of what may be meant to go soon, as in an environment for tests. */
export const unprotected = { level: "review", title: "has no deletion protection" } as const;
