import { containersByName } from "../../terraform-json/containers";
import type { ResourceChange } from "../change";
import { type Context, finding, type Rule } from "../finding";
import type { Shown } from "../../terraform-json/shown";
import { differenceText } from "../text";
import { serviceKeyOf } from "../../terraform-json/construct-path";

/** Seconds until Terraform sees that a service is steady, and has moved its requests. */
const untilSeen = 30;
/** Seconds that ECS gives a container to stop, where its definition says nothing. */
const defaultStopTimeout = 30;
/** Seconds that Fargate takes to start a task with an image of the usual size. */
const startSeconds = 60;

/**
 * A target group with another protocol. A task speaks one protocol on its port, so none can be in the old group and in the new
 * one: requests move when the new tasks are healthy, and by then the old ones have left (Amazon ECS Developer Guide, "Amazon
 * ECS service deployment").
 */
export const anotherProtocol: Rule = (change, context) => {
  const { type, action, differences, before, after } = change;
  const forcing = differences.filter(({ forcesReplacement }) => forcesReplacement);
  if (type !== "aws_lb_target_group" || action !== "replace") return [];
  if (!forcing.some(({ path }) => path === "protocol")) return [];
  const changes = forcing.map(differenceText);
  const service = serviceKeyOf(change.path);
  if (service !== undefined && context.blueGreen.has(service)) {
    return [
      finding("blocks", "is replaced, which CodeDeploy's listener rules keep from happening", {
        changes,
        why: "Terraform leaves it to CodeDeploy where these rules send requests. The apply fails when it destroys the old group, which is still in use, and CodeDeploy then deploys into groups that no request reaches.",
        todo: successor("ingress.tls"),
      }),
    ];
  }
  const [from, to] = [before.protocol, after.protocol].map(String);
  const { seconds, parts } = withoutTargets(change, context);
  return [
    finding("dangerous", `is replaced, and its hosts are answered with 503 for up to ${seconds} seconds`, {
      changes,
      why: `Tasks that speak ${to ?? ""} cannot be in the group of those that speak ${from ?? ""}. Requests move when all new tasks are healthy; the old ones have left by then: ${parts.join(", ")}. If the new tasks do not become healthy, requests stay where they are.`,
      todo: `Deploy it when few clients are there. Without a gap: ${lowerFirst(successor("ingress.tls"))}`,
    }),
  ];
};

/** What does the same without touching what serves. */
export function successor(setting: string): string {
  return `Add a service under another key with the new ${setting}, and deploy it; when it is healthy, move the hosts to it (docs/operating/moving.md), and remove this one with a later deploy.`;
}

/** How long no target is in the group that requests go to, from the times of the group and of its tasks. */
function withoutTargets(group: ResourceChange, { changes }: Context): { seconds: number; parts: string[] } {
  const part = changes.filter(({ path }) => path.part === group.path.part);
  const definition = part.find(({ type }) => type === "aws_ecs_task_definition");
  const service = part.find(({ type }) => type === "aws_ecs_service");
  const deregistration = Number(group.before.deregistration_delay ?? 300);
  const stopping = Math.max(defaultStopTimeout, ...stopTimeouts(definition?.before.container_definitions));
  const all: (readonly [string, number])[] = [
    ["they are deregistered", deregistration],
    ["they stop", stopping],
    ["Terraform sees it", untilSeen],
  ];
  if (service?.before.deployment_minimum_healthy_percent === 0)
    all.unshift(["ECS starts new ones only afterwards", startSeconds + checking(group.after.health_check)]);
  return {
    seconds: all.reduce((sum, [, seconds]) => sum + seconds, 0),
    parts: all.map(([what, seconds]) => `${what} (${seconds} s)`),
  };
}

function stopTimeouts(definitions: Shown): number[] {
  return [...containersByName(definitions).values()].flatMap(({ stopTimeout }) =>
    typeof stopTimeout === "number" ? [stopTimeout] : [],
  );
}

/** How long a healthy target is asked until requests reach it. */
function checking(healthCheck: Shown): number {
  const [{ healthy_threshold: threshold, interval } = {}] = (Array.isArray(healthCheck) ? healthCheck : []) as Readonly<
    Record<string, Shown>
  >[];
  return Number(threshold ?? 5) * Number(interval ?? 30);
}

function lowerFirst(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}
