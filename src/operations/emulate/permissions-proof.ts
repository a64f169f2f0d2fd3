import { Failure } from "../failure";
import type { CallLog } from "./emulator/call-log";
import { attachedStatements } from "../permissions/attached-statements";
import { sufficiency } from "../permissions/sufficiency";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import type { Caller } from "./callers";

/** The role that a caller has outside of an emulation. */
export interface CallersRole {
  readonly caller: Caller;
  readonly role: string;
}

/**
 * Holds what each caller asked AWS for against what its role may do, where the account has that role.
 *
 * @returns how many operations each role needed, and which actions that it may do it did not, in words
 * @throws Failure with every action that a role lacks
 */
export async function checkPermissions(
  { calls }: CallLog,
  foundation: SynthesizedStack,
  roles: readonly CallersRole[],
): Promise<string> {
  const existing = new Set(
    foundation.resources.filter(({ type }) => type === "aws_iam_role").map(({ body }) => body.name),
  );
  const missing: string[] = [];
  const results: string[] = [];
  for (const { caller, role } of roles.filter((one) => existing.has(one.role))) {
    const called = calls.filter((call) => call.caller === caller);
    const result = sufficiency(called, await attachedStatements(role, foundation.region));
    missing.push(...result.missing.map((action) => `${role} may not ${action}`));
    const unused = result.needless.length > 0 ? `, not ${result.needless.join(" ")}` : "";
    results.push(`${role} needed ${called.length} operations${unused}`);
  }
  if (missing.length > 0)
    throw new Failure(["Roles do not suffice:", ...missing.map((line) => `  ${line}`)].join("\n"));
  return results.join("\n") || "the account has no roles";
}

/** @throws Failure with every request that AWS would refuse, and every answer that AWS would not give */
export function checkServiceModels({ calls, problems }: CallLog): string {
  if (problems.length > 0) {
    const lines = problems.map(
      ({ side, operation, problem, count }) => `  ${side} ${operation}: ${problem} (${count} times)`,
    );
    throw new Failure(["AWS's service models do not know this:", ...lines].join("\n"));
  }
  const requests = calls.reduce((sum, { count }) => sum + count, 0);
  const operations = new Set(calls.map(({ service, operation }) => `${service}:${operation}`)).size;
  return `${requests} requests, ${operations} operations`;
}
