import { z } from "zod";

import { wholeNumber } from "./fields";

/**
 * How the lines of a container reach CloudWatch Logs (Amazon ECS API Reference, "LogConfiguration"). An account may set
 * another default, and AWS has changed its own, so every container says it.
 */
export const logDeliverySchema = z.discriminatedUnion("mode", [
  z.strictObject({
    mode: z.literal("non-blocking"),
    /** Lines of each container that wait in memory, which counts as the task's. @default 25 */
    bufferMiB: wholeNumber(1, 1024, "MiB").default(25),
  }),
  z.strictObject({ mode: z.literal("blocking") }),
]);
