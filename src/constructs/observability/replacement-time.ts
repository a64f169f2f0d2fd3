/** What replacing a task takes beside its grace period: finding capacity, pulling the image, passing health checks. */
const baseMinutes = 4;
/** An alarm looks back one day at most (CloudWatch, `PutMetricAlarm`). */
const dayMinutes = 24 * 60;

/** For how long a new task may look broken before it is: longer than it is given to start. */
export function replacementMinutes(gracePeriodSeconds: number): number {
  return Math.min(baseMinutes + Math.ceil(gracePeriodSeconds / 60), dayMinutes);
}
