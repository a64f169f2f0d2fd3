import { z } from "zod";

import { slug, wholeNumber } from "./fields";

const commandExpectation = 'expected a command in words, as in ["bin/rails", "db:migrate"]';
const command = z
  .array(z.string(commandExpectation).min(1, commandExpectation), commandExpectation)
  .min(1, commandExpectation);

/**
 * What must have succeeded before a new revision gets any request, on the service's own image, roles, secrets and network:
 * database migrations. Where Terraform deploys the service it runs at the start of every task, before the application
 * does: the command must therefore do nothing the second time, bear being started twice at once (see `retryOn`) and leave
 * what the previous revision needs, and its seconds are added to every start, scaling out included. Where a pipeline deploys
 * the service, the pipeline runs it once for each revision (ADR 21).
 */
export const releaseSchema = z.strictObject({
  /** The command, each word by itself. */
  command,
  /**
   * A text in the output of a release that was turned away because another task's is under way, as Rails'
   * `ConcurrentMigrationError`. It is tried again every ten seconds then, instead of failing: a few failed tasks make ECS go
   * back a revision in the middle of the other one's work. The image needs `sh`, `tee`, `grep` and `sleep`.
   * @default a release that fails is not tried again
   */
  retryOn: z.string().min(1, "expected a text of the release's output").optional(),
  /**
   * What takes its place when a task is run by hand: anything in the image that succeeds at once.
   * @default ["true"]
   */
  skipCommand: command.default(["true"]),
});

/** A command that is run in a task of its own, on the service's image, roles, secrets and network. */
const taskSchema = z.strictObject({
  /** The command, each word by itself. */
  command,
  /**
   * When it is run, as in `cron(0 3 * * ? *)` or `rate(6 hours)` (EventBridge Scheduler User Guide, "Schedule types").
   * @default only by hand
   */
  schedule: z.string().optional(),
  /** The schedule's time zone, as in `Europe/Berlin`. @default "Etc/UTC" */
  timezone: z.string().optional(),
  /** Whether the schedule is followed. @default "enabled" */
  state: z.enum(["enabled", "disabled"]).optional(),
  /** How late AWS may start it, to spread load. @default 0, on time */
  flexibleMinutes: wholeNumber(0, 1440, "minutes").default(0),
  /** How long AWS goes on trying when it cannot be started, for lack of capacity say. @default 60 */
  retryMinutes: wholeNumber(1, 1440, "minutes").default(60),
});

/** By name, which `npm run task` takes. */
export const tasksSchema = z.record(slug, taskSchema);

export type Release = z.output<typeof releaseSchema>;
export type Task = z.output<typeof taskSchema>;

/** A scheduled task. */
export type ScheduledTask = Task & { readonly schedule: string };

/** The scheduled tasks of a service, by name. */
export function scheduledTasks({
  tasks,
}: {
  readonly tasks: Readonly<Record<string, Task>>;
}): [string, ScheduledTask][] {
  return Object.entries(tasks).flatMap(([name, task]) =>
    task.schedule === undefined ? [] : [[name, { ...task, schedule: task.schedule }]],
  );
}
