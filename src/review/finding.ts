import type { ResourceChange } from "./change";
import type { Collision } from "./collisions";
import { type Level, levels } from "./level";
import type { RouteChange } from "./routes";
import type { Shown } from "../terraform-json/shown";
import type { Family } from "./revisions";
import type { User } from "./users";

/** One thing that a reviewer should know about one resource. */
export interface Finding {
  readonly level: Level;
  /** What happens, in one short sentence without a full stop. */
  readonly title: string;
  /** What changes from what to what, a line each; never a sensitive value. */
  readonly changes: readonly string[];
  /** Why it matters. Empty for what is routine. */
  readonly why: string;
  /** What to do. Empty for what is routine. */
  readonly todo: string;
}

/** What a rule may know beside the change itself. */
export interface Context {
  /** Every change of the plan. */
  readonly changes: readonly ResourceChange[];
  /** The keys of the services that CodeDeploy deploys. */
  readonly blueGreen: ReadonlySet<string>;
  /** Every family of task definitions, by its name. */
  readonly families: ReadonlyMap<string, Family>;
  /** The account that the plan is for; `undefined` where it does not say. */
  readonly accountId: string | undefined;
  /** What becomes of each listener rule, by its address. */
  readonly routes: ReadonlyMap<string, RouteChange>;
  /** Unique values that are still taken, by the address of what should get them. */
  readonly collisions: ReadonlyMap<string, readonly Collision[]>;
  /** Addresses of what was deleted in AWS outside of Terraform. */
  readonly vanished: ReadonlySet<string>;
  /** Who needs what goes, by the address of what goes. */
  readonly users: ReadonlyMap<string, readonly User[]>;
  /** What is planned for a resource, with `null` for what only AWS decides since nothing sets it. */
  readonly settled: (change: ResourceChange) => Readonly<Record<string, Shown>>;
}

/** Judges one change; empty when it has nothing to say about it. */
export type Rule = (change: ResourceChange, context: Context) => readonly Finding[];

/** The same finding for everything that a rule judges alike. */
export function finding(
  level: Level,
  title: string,
  { changes = [], why = "", todo = "" }: Partial<Pick<Finding, "changes" | "why" | "todo">> = {},
): Finding {
  return { level, title, changes, why, todo };
}

export function worst(findings: readonly Finding[]): Level {
  return levels.find((level) => findings.some((one) => one.level === level)) ?? "routine";
}
