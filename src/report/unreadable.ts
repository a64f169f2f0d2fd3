import { npmRun } from "./commands";
import type { Context } from "./component";
import type { Pending } from "./model";

/** What the credentials may not read is left to an operator with more permissions. */
export function unreadable(subject: string, reason: string, { words, facts }: Context): Pending {
  return {
    severity: "warning",
    subject,
    text: words.pending.unreadable(reason),
    command: `AWS_PROFILE=… ${npmRun("report", facts.environment)}`,
  };
}
