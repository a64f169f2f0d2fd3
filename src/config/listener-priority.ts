import { createHash } from "node:crypto";

import type { Ingress } from "./service";

/** Priorities up to here are for rules that name theirs. */
const explicitPriorities = 9_999;
const bandWidth = 4_000;
const deepestPath = 9;

/**
 * The listener rule priority of an ingress: what it names, or else a number that follows from its hosts and paths
 * alone, so that no other service coming or going ever changes it. Longer paths come before shorter ones and before
 * whole hosts. Two rules may meet on one number; that is a problem of the environment, never silently mended, since
 * mending it would move a rule that is in use.
 */
export function listenerPriority({ priority, hosts, paths }: Pick<Ingress, "priority" | "hosts" | "paths">): number {
  if (priority !== undefined) return priority;
  const depth = Math.min(deepestPath, Math.max(0, ...paths.map((path) => path.split("/").filter(Boolean).length)));
  const identity = JSON.stringify([[...hosts].sort(), [...paths].sort()]);
  const digest = createHash("sha256").update(identity).digest().readUInt32BE(0);
  return explicitPriorities + 1 + (deepestPath - depth) * bandWidth + (digest % bandWidth);
}
