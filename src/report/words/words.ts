import type { en } from "./en";

/** Every text of a report: a language that lacks one does not compile. */
export type Words = typeof en;

export type ComponentId = keyof Words["components"];
