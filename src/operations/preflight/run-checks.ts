import { awsProblem } from "../aws/aws-error";
import { type FinishedStep, runSteps } from "../emulate/steps";
import { type Check, type Finding, type Status, type Subject, notChecked, warning } from "./check";

export interface CheckResult {
  readonly title: string;
  readonly findings: readonly Finding[];
}

export interface RunOptions {
  /** Whether the progress is shown. */
  readonly progress: "shown" | "silent";
}

/** Makes all checks at once, each as soon as those that it needs are done. One that is not all right stops no other. */
export async function runChecks(
  checks: readonly Check[],
  subject: Subject,
  { progress }: RunOptions,
): Promise<CheckResult[]> {
  const running = new Map<string, Promise<readonly Finding[]>>();
  const findingsOf = (check: Check): Promise<readonly Finding[]> => {
    const findings = running.get(check.title) ?? judge(check);
    running.set(check.title, findings);
    return findings;
  };
  const judge = async (check: Check): Promise<readonly Finding[]> => {
    for (const needed of checks.filter(({ title }) => check.needs?.includes(title))) {
      if (!isAllRight(await findingsOf(needed))) return [notChecked(`because ${needed.otherwise}`)];
    }
    return made(check, subject);
  };
  const steps = checks.map((check) => ({ title: check.title, run: async () => summary(await findingsOf(check)) }));
  await inParallel(steps, progress);
  return Promise.all(checks.map(async (check) => ({ title: check.title, findings: await findingsOf(check) })));
}

function inParallel(steps: Parameters<typeof runSteps>[0], progress: RunOptions["progress"]): Promise<FinishedStep[]> {
  return runSteps(steps, { concurrent: steps.length, silent: progress === "silent" });
}

/** Anything but AWS's refusal or silence is a mistake of this program, and ends it. */
async function made(check: Check, subject: Subject): Promise<readonly Finding[]> {
  try {
    return await check.run(subject);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const problem = awsProblem(error);
    if (problem) return [warning(`could not be asked: ${problem.what}`, problem.fix)];
    if (!("$fault" in error)) throw error;
    return [
      warning(`could not be asked: ${error.name}: ${error.message}`, "Use credentials that may read it, then repeat."),
    ];
  }
}

function isAllRight(findings: readonly Finding[]): boolean {
  return findings.every(({ status }) => status === "ok" || status === "warning");
}

function summary(findings: readonly Finding[]): string {
  const count = (wanted: Status): number => findings.filter(({ status }) => status === wanted).length;
  const notable = (["missing", "warning", "not checked"] as const).filter((status) => count(status) > 0);
  return notable.length === 0 ? "ok" : notable.map((status) => `${count(status)} ${status}`).join(", ");
}
