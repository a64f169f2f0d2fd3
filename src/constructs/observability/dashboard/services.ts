import { graph, type Mark, perMinute, sum } from "./graph";
import { insightOf, ofService, ofTargets } from "./metrics";
import type { Watched, WatchedService } from "./watched";
import { heading, type Row, type Widget } from "./widget";

export const servicesHeading = heading("Services", "A line for each: how many tasks it has, and how busy they are.");

/** Each service by itself. */
export function servicesOneByOne(watched: Watched): Row[] {
  return watched.services.map((service) => [
    tasks(watched, service),
    load(watched, service),
    ...(service.ingress ? [requests(watched, service)] : []),
    loggedErrors(watched, service),
  ]);
}

function tasks({ region, cluster }: Watched, service: WatchedService): Widget {
  const { key, ingress, minTasks, maxTasks } = service;
  return graph({
    ...{ title: `${key}: tasks`, region },
    lines: [
      { label: "wanted", metrics: [insightOf(cluster, service, "DesiredTaskCount")] },
      { label: "running", metrics: [insightOf(cluster, service, "RunningTaskCount")] },
      ...(ingress
        ? [{ label: "healthy", metrics: ofTargets(service, "HealthyHostCount", "Minimum"), formula: sum }]
        : []),
    ],
    marks: [
      { label: "at least", value: minTasks },
      { label: "at most", value: maxTasks },
    ],
  });
}

function load({ region, cluster }: Watched, service: WatchedService): Widget {
  const { cpuPercent, memoryPercent } = service.aims;
  return graph({
    ...{ title: `${service.key}: CPU and memory`, region, axis: { label: "percent", max: 100 } },
    lines: [
      { label: "CPU", metrics: [ofService(cluster, service, "CPUUtilization")] },
      { label: "CPU, busiest task", metrics: [ofService(cluster, service, "CPUUtilization", "Maximum")] },
      { label: "memory", metrics: [ofService(cluster, service, "MemoryUtilization")] },
    ],
    marks: [...aim("CPU that scaling aims at", cpuPercent), ...aim("memory that scaling aims at", memoryPercent)],
  });
}

function requests({ region }: Watched, service: WatchedService): Widget {
  return graph({
    ...{ title: `${service.key}: requests a task`, region, axis: { label: "a minute" } },
    lines: [{ label: "requests", metrics: ofTargets(service, "RequestCountPerTarget"), formula: perMinute }],
    marks: aim("scaling aims at", service.aims.requestsPerTarget),
  });
}

function loggedErrors({ region }: Watched, { key, errors, logGroupName }: WatchedService): Widget {
  const lines = { namespace: "AWS/Logs", name: "IncomingLogEvents", dimensions: { LogGroupName: logGroupName } };
  return graph({
    ...{ title: `${key}: errors in its log`, region, axis: { label: "percent of lines" } },
    lines: [
      {
        label: "errors",
        metrics: [
          { ...errors, stat: "Sum" },
          { ...lines, stat: "Sum" },
        ],
        formula: ([error = "", line = ""]) => `100*${error}/${line}`,
      },
    ],
  });
}

function aim(label: string, value: number | undefined): Mark[] {
  return value === undefined ? [] : [{ label, value }];
}
