import { npmRun } from "./commands";
import type { Context } from "./component";
import { driftOf } from "./drift";
import type { Pending, Severity } from "./model";
import { unmanagedPending } from "./unmanaged";
import { unreadable } from "./unreadable";

/** How many addresses a sentence names. */
const named = 5;

/** What is to do about the environment as a whole. */
export function stackPending(context: Context): Pending[] {
  const { facts, words } = context;
  const { environment, stack } = facts;
  const { missing, leftOver, tainted, lock, deployed } = stack;
  const about = (severity: Severity, text: string, command: string): Pending => ({
    ...{ severity, subject: environment, text, command },
  });
  const locked = lock
    ? [
        about(
          "info",
          words.pending.unlocked(lock.who, words.time(lock.since)),
          npmRun("report", environment, "--watch"),
        ),
      ]
    : [];
  if (deployed === undefined)
    return [
      about(
        "critical",
        words.pending.absent,
        `${npmRun("preflight", environment)} && ${npmRun("deploy", environment)}`,
      ),
      ...unmanagedPending(context),
      ...locked,
    ];
  const review = npmRun("review", environment);
  const drift = driftOf(facts).length;
  return [
    ...(tainted.length > 0
      ? [
          about(
            "warning",
            words.pending.tainted(tainted.length, tainted.slice(0, named)),
            npmRun("deploy", environment),
          ),
        ]
      : []),
    ...(missing.length > 0
      ? [
          about(
            "warning",
            words.pending.notInState(missing.length, missing.slice(0, named)),
            npmRun("deploy", environment),
          ),
        ]
      : []),
    ...(leftOver.length > 0
      ? [about("info", words.pending.leftOver(leftOver.length, leftOver.slice(0, named)), review)]
      : []),
    ...(drift > 0 ? [about("warning", words.pending.drift(drift), review)] : []),
    ...(facts.blueGreen.kind === "unreadable" ? [unreadable("CodeDeploy", facts.blueGreen.reason, context)] : []),
    ...unmanagedPending(context),
    ...locked,
  ];
}
