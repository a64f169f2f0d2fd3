import type { Level } from "../level";

/** One way in which a resource needs another one, and what becomes of it without. */
export interface Use {
  /** Who needs it, by Terraform's type, and the attribute that names it; list indexes left out, JSON read through. */
  readonly by: readonly [type: string, attribute: string];
  /** The type of what is needed. */
  readonly of: string;
  /** The attributes by which that may be named. */
  readonly named: readonly string[];
  /** What to say where it goes while it is named still. */
  readonly level: Level;
  /** What happens then, without a full stop. */
  readonly then: string;
  /** Whether what was named until now counts too, and why. @default only what stays named does */
  readonly until?: "rolled back to" | "encrypted";
  /** Whether it goes along with what it names, be that made again under the same name. @default false */
  readonly goesAlong?: true;
}

export const use = (
  by: Use["by"],
  of: string,
  named: readonly string[],
  { level = "blocks", ...more }: Partial<Use> & Pick<Use, "then">,
): Use => ({ by, of, named, level, ...more });
