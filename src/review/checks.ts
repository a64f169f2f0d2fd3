import { z } from "zod";

import type { Hide } from "./redact";

/** The results of `check` blocks, conditions and validations, as far as they are read here (Terraform, "JSON Output Format"). */
export const checkResult = z.object({
  address: z.object({ to_display: z.string().optional() }).optional(),
  status: z.string().optional(),
  instances: z.array(z.object({ problems: z.array(z.object({ message: z.string().optional() })).nullish() })).nullish(),
});

/** A check that did not pass; those that only the apply can evaluate are none. */
export interface FailedCheck {
  /** As in `check.health`, or the address of the resource that the condition belongs to. */
  readonly name: string;
  /** What it says, a problem each; never a sensitive value. */
  readonly problems: readonly string[];
}

export function failedChecks(checks: readonly z.output<typeof checkResult>[], hide: Hide): FailedCheck[] {
  return checks
    .filter(({ status }) => status === "fail" || status === "error")
    .map(({ address, status, instances }) => {
      const messages = (instances ?? []).flatMap(({ problems }) => (problems ?? []).map(({ message = "" }) => message));
      const told = messages.filter((message) => message !== "").map(hide);
      const untold = status === "error" ? "its condition could not be evaluated" : "its condition is false";
      return { name: hide(address?.to_display ?? "a check"), problems: told.length > 0 ? told : [untold] };
    });
}
