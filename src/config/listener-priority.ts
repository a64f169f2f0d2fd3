import { createHash } from "node:crypto";

import type { Ingress } from "./service";

/** Priorities up to here are for rules that name theirs. */
export const highestExplicitPriority = 1_000;

/** AWS allows none above. */
const highestPriority = 50_000;
const pathBandWidth = 5_000;
const deepestPath = 4;
const firstOfWholeHosts = highestExplicitPriority + 1 + deepestPath * pathBandWidth;

/**
 * The listener rule priority of an ingress: what it names, or else a number that follows from its hosts and paths
 * alone, so that no other service coming or going ever changes it. Longer paths come before shorter ones and before
 * whole hosts. Two rules may meet on one number; that is a problem of the environment, never silently mended, since
 * mending it would move a rule that is in use.
 */
export function listenerPriority({ priority, hosts, paths }: Pick<Ingress, "priority" | "hosts" | "paths">): number {
  if (priority !== undefined) return priority;
  const depths = paths.map((path) => Math.max(1, path.split("/").filter(Boolean).length));
  const depth = Math.min(deepestPath, Math.max(0, ...depths));
  const identity = JSON.stringify([[...hosts].sort(), [...paths].sort()]);
  const hash = createHash("sha256").update(identity).digest().readUInt32BE(0);
  if (depth === 0) return firstOfWholeHosts + (hash % (highestPriority + 1 - firstOfWholeHosts));
  return firstOfWholeHosts - depth * pathBandWidth + (hash % pathBandWidth);
}
