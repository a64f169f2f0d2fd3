import type { Environment } from "../environment";
import { platformContainers } from "../platform-containers";
import { type Problem, problemsByPath } from "../problems";
import { scheduleProblem } from "../schedule-problem";
import type { Service } from "../service";
import type { Task } from "../tasks";
import { timezoneProblem } from "../timezone";

/** Characters that ECS takes of overrides at a task's start, their own JSON included (`RunTask`). */
const maxOverrideLength = 8192;

export function taskRules({ services }: Environment): Problem[] {
  return Object.entries(services).flatMap(([key, service]) =>
    [
      ...reservedName(service),
      ...Object.entries(service.tasks).flatMap(([name, task]) =>
        problemsOf(task, overrideOf(key, service, task)).map(({ path, message }) => ({
          path: `tasks.${name}.${path}`,
          message,
        })),
      ),
    ].map(({ path, message }) => ({ path: `services.${key}.${path}`, message })),
  );
}

function reservedName({ tasks }: Service): Problem[] {
  const { release } = platformContainers;
  if (!(release in tasks)) return [];
  return [
    {
      path: `tasks.${release}`,
      message: `"${release}" is the name of the service's release; say it at release, or choose another name`,
    },
  ];
}

function problemsOf(task: Task, override: string): Problem[] {
  return [
    ...tooLong(task, override),
    ...(task.schedule === undefined ? withoutSchedule(task) : withSchedule(task, task.schedule)),
  ];
}

/** What a run of the task says instead of its definition: another command, and a release that does nothing. */
function overrideOf(key: string, { release }: Service, { command }: Task): string {
  const skipped = release && { name: platformContainers.release, command: release.skipCommand };
  return JSON.stringify({ containerOverrides: [{ name: key, command }, ...(skipped ? [skipped] : [])] });
}

function tooLong({ command }: Task, override: string): Problem[] {
  if (override.length <= maxOverrideLength) return [];
  const { length } = JSON.stringify(command);
  const inAll = length > maxOverrideLength ? "" : `, ${override.length} with what is around it in an override`;
  return [
    {
      path: "command",
      message: `has ${length} characters${inAll}, and ECS takes ${maxOverrideLength}; put it into a script of the image`,
    },
  ];
}

function withoutSchedule(task: Task): Problem[] {
  return (["timezone", "state"] as const)
    .filter((setting) => task[setting] !== undefined)
    .map((setting) => ({
      path: setting,
      message: "the task has no schedule that it could be for; add one, or remove it",
    }));
}

function withSchedule({ timezone }: Task, schedule: string): Problem[] {
  return problemsByPath({
    schedule: scheduleProblem(schedule),
    timezone: timezone === undefined ? undefined : timezoneProblem(timezone),
  });
}
