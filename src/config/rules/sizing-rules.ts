import type { Environment } from "../environment";
import { collectorMemoryMiB, tlsSidecarMemoryMiB } from "../platform-containers";
import { type Problem, problemsByPath } from "../problems";
import { scalingScheduleProblem } from "../schedule-problem";
import { fargateSizes, type Service } from "../service";
import { timezoneProblem } from "../timezone";

const rules = [taskSize, sidecarSizes, scalingLimits, scalingFromZero, scalingSchedules, countedRequests, checkTimes];

export function sizingRules({ services }: Environment): Problem[] {
  return Object.entries(services).flatMap(([key, service]) =>
    rules.flatMap((rule) => rule(service)).map(({ path, message }) => ({ path: `services.${key}.${path}`, message })),
  );
}

function taskSize({ cpu, memoryMiB }: Service): Problem[] {
  const size = fargateSizes.get(cpu);
  if (!size) return [];
  const { least, most, step } = size;
  if (memoryMiB < least || memoryMiB > most) {
    return [{ path: "memoryMiB", message: `${cpu} CPU units need ${least} to ${most} MiB, got ${memoryMiB}` }];
  }
  if (memoryMiB % step === 0) return [];
  return [{ path: "memoryMiB", message: `${cpu} CPU units need memory in steps of ${step} MiB, got ${memoryMiB}` }];
}

function sidecarSizes({ sidecars, memoryMiB, ingress, tracing }: Service): Problem[] {
  const platforms = (ingress?.tls === "sidecar" ? tlsSidecarMemoryMiB : 0) + (tracing ? collectorMemoryMiB : 0);
  const total = Object.values(sidecars).reduce((sum, sidecar) => sum + (sidecar.memoryMiB ?? 0), platforms);
  if (total < memoryMiB) return [];
  return [
    {
      path: "sidecars",
      message: `together they take ${total} MiB of the task's ${memoryMiB} MiB and leave none for the application; raise memoryMiB`,
    },
  ];
}

function scalingLimits({ scaling }: Service): Problem[] {
  const limits = [
    { path: "scaling", ...scaling },
    ...Object.entries(scaling.schedules).map(([name, schedule]) => ({
      path: `scaling.schedules.${name}`,
      ...schedule,
    })),
  ];
  return limits
    .filter(({ minTasks, maxTasks }) => minTasks > maxTasks)
    .map(({ path, minTasks, maxTasks }) => ({
      path: `${path}.minTasks`,
      message: `${minTasks} is above maxTasks ${maxTasks}; lower it, or raise maxTasks`,
    }));
}

/** Amazon ECS, "Use a target metric to scale Amazon ECS services": there is no scaling where a metric has no data. */
function scalingFromZero({ scaling }: Service): Problem[] {
  const schedules = Object.entries(scaling.schedules);
  const raising = schedules.filter(([, { minTasks }]) => minTasks > 0).map(([, { schedule }]) => schedule);
  const isOnce = (schedule: string): boolean => schedule.startsWith("at(");
  const problem = (path: string, remedy: string): Problem => ({
    path: `${path}.minTasks`,
    message: `0, and nothing starts a task again, since CPU, memory and requests are measured on running tasks; use 1 or more, or add ${remedy}`,
  });
  return [
    ...(scaling.minTasks === 0 && raising.length === 0
      ? [problem("scaling", "a schedule to scaling.schedules with minTasks of 1 or more")]
      : []),
    ...schedules
      .filter(
        ([, { minTasks, schedule }]) => minTasks === 0 && !raising.some((one) => isOnce(schedule) || !isOnce(one)),
      )
      .map(([name]) => problem(`scaling.schedules.${name}`, "a recurring schedule with minTasks of 1 or more")),
  ];
}

function scalingSchedules({ scaling }: Service): Problem[] {
  return Object.entries(scaling.schedules).flatMap(([name, { schedule, timezone }]) =>
    problemsByPath({
      [`scaling.schedules.${name}.schedule`]: scalingScheduleProblem(schedule),
      [`scaling.schedules.${name}.timezone`]: timezoneProblem(timezone),
    }),
  );
}

/** Amazon ECS, "Use a target metric to scale Amazon ECS services": of two target groups it would count one. */
function countedRequests({ scaling, ingress, deployment }: Service): Problem[] {
  const path = "scaling.requestsPerTarget";
  if (scaling.requestsPerTarget === undefined) return [];
  if (!ingress) {
    return [{ path, message: "the service has no ingress, so requests are not counted; remove it, or add ingress" }];
  }
  if (deployment.kind !== "blue-green") return [];
  return [{ path, message: "AWS does not scale blue-green services by requests; use cpuPercent or memoryPercent" }];
}

function checkTimes({ ingress, healthCheck }: Service): Problem[] {
  const checks = [
    { path: "ingress.healthCheck", check: ingress?.healthCheck },
    { path: "healthCheck", check: healthCheck },
  ];
  return checks.flatMap(({ path, check }) =>
    check && check.timeoutSeconds >= check.intervalSeconds
      ? [
          {
            path: `${path}.timeoutSeconds`,
            message: `${check.timeoutSeconds} must be below intervalSeconds ${check.intervalSeconds}; lower it, or raise the interval`,
          },
        ]
      : [],
  );
}
