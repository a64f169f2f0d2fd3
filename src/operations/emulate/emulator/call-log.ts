import { z } from "zod";

const callLog = z.object({
  /** Every operation that was called, by the access key that signed it, under botocore's names: `elbv2`, `DescribeRules`. */
  calls: z.array(z.object({ caller: z.string(), service: z.string(), operation: z.string(), count: z.number() })),
  /** Where a request, or the emulator's answer, departs from AWS's service model. */
  problems: z.array(
    z.object({ side: z.enum(["request", "answer"]), operation: z.string(), problem: z.string(), count: z.number() }),
  ),
});

/** What an emulator has been asked so far. */
export type CallLog = z.output<typeof callLog>;

/** Asks the emulator at a URL. */
export async function readCallLog(url: string): Promise<CallLog> {
  const response = await fetch(`${url}/emulator-api/calls`);
  return callLog.parse(await response.json());
}
