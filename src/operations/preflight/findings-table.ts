import type { SynthesizedStack } from "../synth/synthesized-stack";
import { type TableOf, table } from "../table";
import type { Status } from "./check";
import type { CheckResult } from "./run-checks";

/** 0: a deploy may begin, 2: something is missing. */
export function exitCodeOf(results: readonly CheckResult[]): 0 | 2 {
  return count(results, "missing") === 0 ? 0 : 2;
}

/** All findings in a table, then what to do, by the order in which it is done. */
export function readinessText(
  stack: Pick<SynthesizedStack, "name" | "isFoundation">,
  results: readonly CheckResult[],
  tableOf: TableOf = table,
): string {
  const rows = results.flatMap(({ title, findings }) => findings.map(({ status, what }) => [status, title, what]));
  return [
    tableOf(["result", "check", "what was found"], rows),
    ...toDo("Missing:", results, "missing"),
    ...toDo("Warnings:", results, "warning"),
    conclusion(stack, results),
  ].join("\n\n");
}

export function readinessJson(environment: string, results: readonly CheckResult[]): string {
  const findings = results.flatMap(({ title, findings: found }) => found.map((one) => ({ check: title, ...one })));
  return JSON.stringify({ environment, ready: exitCodeOf(results) === 0, findings }, undefined, 2);
}

/** What mends the findings, each command once with all that it mends. */
function toDo(heading: string, results: readonly CheckResult[], status: Status): string[] {
  const byFix = new Map<string, string[]>();
  for (const { title, findings } of results) {
    for (const finding of findings) {
      if (finding.status !== status || !("fix" in finding)) continue;
      byFix.set(finding.fix, [...(byFix.get(finding.fix) ?? []), `  ${title}: ${finding.what}`]);
    }
  }
  const lines = [...byFix].flatMap(([fix, mended]) => [...mended, `    ${fix}`]);
  return lines.length === 0 ? [] : [[heading, ...lines].join("\n")];
}

function conclusion(
  { name, isFoundation }: Pick<SynthesizedStack, "name" | "isFoundation">,
  results: readonly CheckResult[],
): string {
  const missing = count(results, "missing");
  return missing === 0
    ? `${name} is ready:  npm run ${isFoundation ? "bootstrap" : "deploy"} -- ${name}`
    : `${name} is not ready: ${missing} ${missing === 1 ? "thing is" : "things are"} missing.`;
}

function count(results: readonly CheckResult[], wanted: Status): number {
  return results.flatMap(({ findings }) => findings).filter(({ status }) => status === wanted).length;
}
