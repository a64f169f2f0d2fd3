import type { SynthesizedStack } from "../synth/synthesized-stack";
import type { State } from "../../terraform-json/state";
import type { PublicDns } from "./public-dns";

/** What the checks look at. */
export interface Subject {
  readonly stack: SynthesizedStack;
  readonly dns: PublicDns;
  /** The stored state, read once; `undefined` before the first deploy. */
  readonly state: () => Promise<State | undefined>;
}

/** One thing that must hold before a deploy. */
export interface Check {
  readonly title: string;
  /** Titles of the checks that must be all right before this one can be made. @default none */
  readonly needs?: readonly string[];
  /** Why the checks that need this one cannot be made when it is not all right. */
  readonly otherwise: string;
  /** One finding, or one for each thing that it looks at. */
  readonly run: (subject: Subject) => Promise<readonly Finding[]>;
}

/** One line of what a check found. */
export type Finding =
  | { readonly status: "ok" | "not checked"; readonly what: string }
  | {
      /** A warning is nothing that keeps a deploy from succeeding, or nothing that could be found out. */
      readonly status: "missing" | "warning";
      readonly what: string;
      /** The command that mends it, or what to do where there is none. */
      readonly fix: string;
    };

export type Status = Finding["status"];

export const ok = (what: string): Finding => ({ status: "ok", what });
export const notChecked = (what: string): Finding => ({ status: "not checked", what });
export const missing = (what: string, fix: string): Finding => ({ status: "missing", what, fix });
export const warning = (what: string, fix: string): Finding => ({ status: "warning", what, fix });
