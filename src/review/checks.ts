import type { Plan } from "./plan";
import type { Hide } from "./redact";

/** A check that did not pass; those that only the apply can evaluate are none. */
export interface FailedCheck {
  /** As in `check.health`, or the address of the resource that the condition belongs to. */
  readonly name: string;
  /** What it says, a problem each; never a sensitive value. */
  readonly problems: readonly string[];
}

export function failedChecks(checks: Plan["checks"], hide: Hide): FailedCheck[] {
  return checks
    .filter(({ status }) => status === "fail" || status === "error")
    .map(({ address, status, instances }) => {
      const messages = instances.flatMap(({ problems }) => problems.map(({ message = "" }) => message));
      const told = messages.filter((message) => message !== "").map(hide);
      const untold = status === "error" ? "its condition could not be evaluated" : "its condition is false";
      return { name: hide(address?.to_display ?? "a check"), problems: told.length > 0 ? told : [untold] };
    });
}
