import { z } from "zod";

import { wholeNumber } from "./fields";

const rolling = z.strictObject({
  kind: z.literal("rolling"),
  /**
   * Who decides which revision runs: Terraform, through the image's parameter; or a pipeline, which registers revisions
   * of its own and which Terraform then leaves alone.
   * @default "terraform"
   */
  owner: z.enum(["terraform", "pipeline"]).default("terraform"),
  /** The share of the desired tasks that stay healthy during a deployment. @default 100 */
  minimumHealthyPercent: wholeNumber(0, 100, "a percentage").default(100),
  /** The share of the desired tasks that run at most during a deployment. @default 200 */
  maximumPercent: wholeNumber(100, 200, "a percentage").default(200),
});

const steps = {
  /** The share of requests that is moved at a time. */
  percent: wholeNumber(1, 99, "a percentage"),
  /** Minutes between two moves. */
  minutes: wholeNumber(1, 2880, "minutes"),
};

const blueGreen = z.strictObject({
  kind: z.literal("blue-green"),
  /** How requests move to the new tasks. @default all at once */
  traffic: z
    .discriminatedUnion(
      "kind",
      [
        z.strictObject({ kind: z.literal("all-at-once") }),
        z.strictObject({ kind: z.literal("canary"), ...steps }),
        z.strictObject({ kind: z.literal("linear"), ...steps }),
      ],
      { error: 'expected kind: "all-at-once", "canary" or "linear"' },
    )
    .default({ kind: "all-at-once" }),
  /**
   * How long the new tasks stand behind the test listener until an operator or a pipeline lets requests move, and the deployment is
   * stopped if that does not happen.
   * @default 0, requests move by themselves
   */
  readyWaitMinutes: wholeNumber(0, 2880, "minutes").default(0),
  /** How long the old tasks stay, so that a rollback is instant. @default 15 */
  terminationWaitMinutes: wholeNumber(0, 2880, "minutes").default(15),
  /** CloudWatch alarms that take a deployment back beside the service's own, by name. @default [] */
  rollbackAlarms: z.array(z.string()).default([]),
});

/** How new revisions of a service come to run. A blue/green deployment is always the pipeline's. */
export const deploymentSchema = z.discriminatedUnion("kind", [rolling, blueGreen], {
  error: 'expected kind: "rolling" or kind: "blue-green"',
});

export type Deployment = z.output<typeof deploymentSchema>;
export type BlueGreen = z.output<typeof blueGreen>;

/** Whether a pipeline registers the service's revisions. */
export function isPipelineManaged(deployment: Deployment): boolean {
  return deployment.kind === "blue-green" || deployment.owner === "pipeline";
}
