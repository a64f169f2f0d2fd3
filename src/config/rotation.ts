import { z } from "zod";

/** What happens in an environment when a secret gets a new value. */
export const rotationSchema = z.strictObject({
  /**
   * Whether a service's tasks are replaced, one after another as in any rolling deployment, when one of its secrets gets a
   * new value: by a rotation, or because an operator put one. ECS reads secrets only when a task starts. Blue/green
   * services are left out, since CodeDeploy alone may replace their tasks: deploy them after a rotation.
   * @default "automatic"
   */
  redeploy: z.enum(["automatic", "none"]).default("automatic"),
});
