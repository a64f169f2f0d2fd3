import { type TableOf, table } from "../table";
import { acceptedChecksFile } from "./exceptions";
import type { Finding, Judgement } from "./findings";
import type { Verdict } from "./verdict";

/** The verdict for people: what fails, or that nothing does. */
export function reportText(
  judgements: readonly Judgement[],
  { failed, accepted }: Verdict,
  tableOf: TableOf = table,
): string {
  const count = (findings: readonly Finding[], stack: string): number =>
    findings.filter(({ at }) => at.startsWith(`${stack}/`)).length;
  const overview = tableOf(
    ["stack", "checks that pass", "accepted with a reason", "failed"],
    judgements.map(({ stack, passed }) => [stack, passed, count(accepted, stack), count(failed, stack)]),
  );
  return failed.length === 0 ? overview : [overview, failures(failed, tableOf)].join("\n\n");
}

/** Everything that was found, for programs. */
export function reportJson(judgements: readonly Judgement[], { failed, accepted, complaints }: Verdict): string {
  const stacks = judgements.map(({ stack, passed }) => ({ stack, passed }));
  return JSON.stringify({ stacks, failed, accepted, complaints }, undefined, 2);
}

/** What is wrong, in one message; nothing when the stacks and the exceptions hold. */
export function complaint({ failed, complaints }: Verdict, exceptionsFile: string): string | undefined {
  const messages: string[] = [];
  if (failed.length === 1) {
    messages.push(`1 check fails: fix what it asks for, or list it with a reason in ${exceptionsFile}`);
  } else if (failed.length > 1) {
    messages.push(
      `${failed.length} checks fail: fix what they ask for, or list them with a reason in ${exceptionsFile}`,
    );
  }
  if (complaints.length > 0) {
    const lists = `exceptions (${exceptionsFile}, ${acceptedChecksFile}):`;
    messages.push([lists, ...complaints.map((line) => `  ${line}`)].join("\n"));
  }
  return messages.length === 0 ? undefined : messages.join("\n\n");
}

function failures(failed: readonly Finding[], tableOf: TableOf): string {
  const rows = failed.map(({ check, asks, type, at }) => [check, asks, `${type} at ${at}`]);
  const guidelines = new Map(failed.map(({ check, guideline }) => [check, guideline]));
  return [
    tableOf(["check", "what it asks", "where it fails"], rows),
    ["What each looks at:", ...[...guidelines].map(([check, guideline]) => `  ${check}  ${guideline}`)].join("\n"),
  ].join("\n\n");
}
