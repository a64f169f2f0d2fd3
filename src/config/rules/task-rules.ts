import type { Environment } from "../environment";
import { platformContainers } from "../platform-containers";
import { type Problem, problemsByPath } from "../problems";
import { scheduleProblem } from "../schedule-expression";
import type { Service } from "../service";
import type { Task } from "../tasks";
import { timezoneProblem } from "../timezone";

/** What ECS takes of overrides at a task's start (`RunTask`). */
const maxOverrideLength = 8192;

export function taskRules({ services }: Environment): Problem[] {
  return Object.entries(services).flatMap(([key, service]) =>
    [
      ...reservedName(service),
      ...Object.entries(service.tasks).flatMap(([name, task]) =>
        problemsOf(task).map(({ path, message }) => ({ path: `tasks.${name}.${path}`, message })),
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

function problemsOf(task: Task): Problem[] {
  return [
    ...tooLong(task),
    ...(task.schedule === undefined ? withoutSchedule(task) : withSchedule(task, task.schedule)),
  ];
}

function tooLong({ command }: Task): Problem[] {
  const { length } = JSON.stringify(command);
  if (length <= maxOverrideLength) return [];
  return [
    {
      path: "command",
      message: `has ${length} characters, and ECS takes ${maxOverrideLength}; put it into a script of the image`,
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
