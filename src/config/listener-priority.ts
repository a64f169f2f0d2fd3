import { createHash } from "node:crypto";

import { isPattern } from "./wildcards";

/** Which requests a listener rule takes. */
export interface Requests {
  /** As in `www.example.com` or `*.example.com`. `undefined` for every host. */
  readonly host: string | undefined;
  /** As in `/health` or `/api/*`, in its normal form. `undefined` for every path. */
  readonly path: string | undefined;
}

/** Priorities up to here are for rules that name theirs. */
export const highestExplicitPriority = 1_000;

/** How many priorities the rules of one kind share. The more rules of it there may be, the more. */
interface Widths {
  readonly literal: number;
  /** For each length of at most 16 characters, for each of at most 32, and for each longer one. */
  readonly patterns: readonly [short: number, medium: number, long: number];
  readonly everyPath: number;
}

/** The most labels of a wildcard host that are told apart: `*.a.b.c.d.e.com` has seven. */
const mostLabels = 7;
/** A pattern has at most 128 characters, and `/*` is none. */
const patternLengths = { longest: 128, shortest: 2 };

const exactHost: Widths = { literal: 2_880, patterns: [800, 200, 20], everyPath: 19_000 };
const wildcardHost: Widths = { literal: 100, patterns: [30, 8, 1], everyPath: 400 };
const everyHost: Widths = { literal: 713, patterns: [200, 20, 1], everyPath: 1 };

/** The bands in which AWS's priorities from 1,001 to 50,000 are shared out, the most specific requests first. */
const bands = layOut([
  ["exact", exactHost],
  ...downFrom(mostLabels, 3).map((labels) => [`wildcard ${labels}`, wildcardHost] as const),
  ["every", everyHost],
]);

interface Band {
  readonly first: number;
  readonly width: number;
}

/**
 * The priority of a listener rule that names none: a number that follows from its requests alone, so that no other service
 * coming or going ever changes it. Requests reach the most specific rule: an exact host goes before a wildcard, and this
 * before none; then a literal path before a pattern, a longer pattern before a shorter one, and both before none. Two rules
 * may meet on one number; that is a problem of the environment, never silently mended, since mending it would move a rule
 * that is in use.
 */
export function listenerPriority(requests: Requests): number {
  const name = bandOf(requests);
  const band = bands.get(name);
  if (!band) throw new Error(`no listener priority is left for ${JSON.stringify(requests)}`);
  const { host, path } = requests;
  const identity = JSON.stringify([host === undefined ? [] : [host], path === undefined ? [] : [path]]);
  const digest = createHash("sha256").update(identity).digest();
  if (name === "exact every") {
    const deployed = band.first + (digest.readUInt32BE(0) % formerWidth);
    if (deployed < band.first + band.width) return deployed;
  }
  return band.first + (digest.readUInt32BE(4) % band.width);
}

/**
 * How many priorities whole hosts shared before wildcards had their own. Deployed rules that are in the right place keep
 * their number, so that an upgrade moves no other rule onto it.
 */
const formerWidth = 29_000;

/** Rules in one band have the same right to a request that several of them take. */
export function isEquallySpecific(one: Requests, other: Requests): boolean {
  return bandOf(one) === bandOf(other);
}

function bandOf({ host, path }: Requests): string {
  return `${hostKind(host)} ${pathKind(path)}`;
}

function hostKind(host: string | undefined): string {
  if (host === undefined) return "every";
  return isPattern(host) ? `wildcard ${Math.min(mostLabels, host.split(".").length)}` : "exact";
}

/** A pattern is as long as the shortest path that it matches. */
function pathKind(path: string | undefined): string {
  if (path === undefined) return "every";
  return isPattern(path) ? `pattern ${path.replaceAll("*", "").length}` : "literal";
}

function layOut(hosts: readonly (readonly [string, Widths])[]): ReadonlyMap<string, Band> {
  const found = new Map<string, Band>();
  let first = highestExplicitPriority + 1;
  for (const [host, { literal, patterns, everyPath }] of hosts) {
    const [short, medium, long] = patterns;
    const lengths = downFrom(patternLengths.longest, patternLengths.shortest);
    for (const [path, width] of [
      ["literal", literal] as const,
      ...lengths.map((length) => [`pattern ${length}`, length <= 16 ? short : length <= 32 ? medium : long] as const),
      ["every", everyPath] as const,
    ]) {
      found.set(`${host} ${path}`, { first, width });
      first += width;
    }
  }
  return found;
}

function downFrom(most: number, least: number): number[] {
  return Array.from({ length: most - least + 1 }, (_, index) => most - index);
}
