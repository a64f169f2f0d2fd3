import type { Reading } from "../../report/facts";
import { refusal } from "../aws-refusals";
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
    const whole = error instanceof Failure ? error : refusal(error);
    if (whole) throw whole;
    const { name, message } = error as { name?: string; message?: string };
    if (name === undefined || error instanceof TypeError) throw error;
    return { kind: "unreadable", reason: `${name}: ${message ?? ""}` };
  }
}
