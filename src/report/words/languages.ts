import { en } from "./en";
import { pt } from "./pt";
import type { Words } from "./words";

/** The languages that a report is written in. */
export const languages = { en, pt } satisfies Record<string, Words>;

export type Language = keyof typeof languages;
