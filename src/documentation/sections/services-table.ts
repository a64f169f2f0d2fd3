import { code } from "../../markdown/literal";
import type { Blocks } from "../../terraform-json/blocks";
import { type Body, nestedBlock, numberOf } from "../../terraform-json/body";
import { deploymentGroupOf, type Service } from "../../terraform-json/services";
import { markdownTable } from "../markdown-table";
import { tasksText } from "../picture/service-nodes";

/** The applications, one a row. */
export function servicesSection(services: readonly Service[], blocks: Blocks): string {
  if (services.length === 0) return "It has no services.";
  const rows = services.map((service) => [
    code(service.key),
    `${tasksText(service.minTasks, service.maxTasks)}, ${service.cpuUnits / 1024} vCPU, ${service.memoryMiB / 1024} GiB`,
    service.port === undefined ? "none" : String(service.port),
    code(service.repository ?? service.image),
    deploymentText(service, blocks),
    [...new Set(service.capacity)].map(code).join(", "),
    service.schedules
      .map(({ body }) => code(`${blocks.text(body.name)} ${blocks.text(body.schedule_expression)}`))
      .join("<br>") || "none",
  ]);
  return markdownTable(
    ["service", "tasks", "port", "image", "how revisions are deployed", "capacity", "scheduled tasks"],
    rows,
    ["port"],
  );
}

function deploymentText({ block, deployment }: Service, blocks: Blocks): string {
  if (deployment.kind === "rolling")
    return `rolling, by ${deployment.owner === "pipeline" ? "a pipeline" : "Terraform"}`;
  const configuration = blocks.target(deploymentGroupOf(block, blocks)?.body.deployment_config_name)?.body ?? {};
  return `blue/green, ${trafficText(nestedBlock(configuration.traffic_routing_config))}`;
}

function trafficText(routing: Body): string {
  const [kind, steps] = [
    ["canary", nestedBlock(routing.time_based_canary)] as const,
    ["linear", nestedBlock(routing.time_based_linear)] as const,
  ].find(([, found]) => found.percentage !== undefined) ?? ["all at once", undefined];
  if (!steps) return kind;
  return `${kind}: ${String(numberOf(steps.percentage))} percent for ${String(numberOf(steps.interval))} minutes`;
}
