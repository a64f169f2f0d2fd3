import type { Block } from "../../terraform-json/block";
import type { Stack } from "../stack";

/** The parts of a bill, in the order in which it is read. */
export const components = [
  "compute",
  "database",
  "ingress and edge",
  "network",
  "storage",
  "observability",
  "security",
  "other",
] as const;

export type Component = (typeof components)[number];

/** Something that AWS charges for a resource. */
export interface Charge {
  readonly component: Component;
  /** What it is, for people. */
  readonly what: string;
  /** The name of the resource, where a reader wants its charges apart from those of others. @default not told apart */
  readonly of?: string;
  /** The name of its price in the table. */
  readonly price: string;
  /** How much of it a month, in what the price counts (requests, not millions of them). */
  readonly quantity: number;
  /** @default 0 */
  readonly discountPercent?: number;
  /** @default the resource's region */
  readonly region?: string;
}

/** Something that a rule cannot say the price of. */
export interface Gap {
  readonly reason: string;
}

/** What a resource costs; several charges, or none where the setting in question is free. */
export type Rule = (resource: Block, stack: Stack) => readonly (Charge | Gap)[];

export const hoursOf = (stack: Stack): number => stack.assume("hoursPerMonth");

/** Days of a month, as AWS's estimates have them. */
export const daysOf = (stack: Stack): number => hoursOf(stack) / 24;

export const secondsOf = (stack: Stack): number => hoursOf(stack) * 3600;

const kilobytesPerGigabyte = 1024 * 1024;

export const gigabytes = (kilobytes: number): number => kilobytes / kilobytesPerGigabyte;
