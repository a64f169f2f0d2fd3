/**
 * How much a change asks of its reviewer: `blocks` needs an acknowledgement that names it, `dangerous` a reason, `review` a
 * glance, `routine` nothing.
 */
export const levels = ["blocks", "dangerous", "review", "routine"] as const;
export type Level = (typeof levels)[number];
