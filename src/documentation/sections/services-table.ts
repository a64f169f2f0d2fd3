import { code } from "../../markdown/literal";
import { markdownTable } from "../markdown-table";
import { tasksText } from "../picture/service-nodes";
import type { ServiceFacts } from "../service-facts";

/** The applications, one a row. */
export function servicesSection(services: readonly ServiceFacts[]): string {
  if (services.length === 0) return "It has no services.";
  const rows = services.map((service) => [
    code(service.key),
    `${tasksText(service.minTasks, service.maxTasks)}, ${service.cpuUnits / 1024} vCPU, ${service.memoryMiB / 1024} GiB`,
    service.port === 0 ? "none" : String(service.port),
    code(service.image),
    service.deployment,
    [...new Set(service.capacity)].map(code).join(", "),
    service.schedules.map(code).join("<br>") || "none",
  ]);
  return markdownTable(
    ["service", "tasks", "port", "image", "how revisions are deployed", "capacity", "scheduled tasks"],
    rows,
    ["port"],
  );
}
