import type { Reading } from "../../report/facts";
import { awsProblem } from "../aws/aws-error";
import { Failure } from "../failure";

/**
 * What a component's reader found, or why it could not: what one may not read leaves the rest of a report as it is.
 *
 * @throws Failure when nothing can be asked at all
 */
export async function reading<T>(read: () => Promise<readonly T[]>): Promise<Reading<T>> {
  try {
    return { kind: "read", items: await read() };
  } catch (error) {
    if (!(error instanceof Error) || error instanceof Failure || error instanceof TypeError) throw error;
    const problem = awsProblem(error);
    if (!problem) return { kind: "unreadable", reason: `${error.name}: ${error.message}` };
    const { kind, what, fix } = problem;
    if (kind === "throttled" || kind === "broken") return { kind: "unreadable", reason: what };
    throw new Failure(`${what}\n${fix}`);
  }
}
