import { isDeepStrictEqual } from "node:util";

import type { ResourceChange } from "../change";
import { type Context, finding, type Rule } from "../finding";
import { controllerOf } from "../revisions";
import { differenceText } from "../text";
import { serviceKeyOf } from "../../terraform-json/construct-path";
import { successor } from "./target-groups";

const ingress = "aws_vpc_security_group_ingress_rule";
const edges = new Set([ingress, "aws_vpc_security_group_egress_rule"]);

/** From whom, to which service, on which port an ingress rule lets requests in. */
interface Edge {
  readonly from: string;
  readonly to: string;
  readonly port: string;
}

/** Ids of security group rules say it: `services.web › … › into-api-3000` lets web in to api. */
function edgeOf({ type, path }: ResourceChange): Edge | undefined {
  const [, to, port] = /(?:^| )into-(.+)-(\d+)$/.exec(path.detail) ?? [];
  if (type !== ingress || to === undefined || port === undefined) return undefined;
  return { from: path.part, to, port };
}

/** The port that a live service leaves, for whom, and for which other port. */
function leftPort(change: ResourceChange, { changes }: Context): (Edge & { readonly next: string }) | undefined {
  const edge = edgeOf(change);
  if (!edge || change.action !== "delete") return undefined;
  const next = changes
    .filter(({ action }) => action === "create")
    .map(edgeOf)
    .find((other) => other?.from === edge.from && other.to === edge.to);
  return next && { ...edge, next: next.port };
}

/** CodeDeploy's tasks stay on the old port until their pipeline deploys; the apply closes it at once. */
export const portOfBlueGreen: Rule = (change, context) => {
  const left = leftPort(change, context);
  if (!left || !context.blueGreen.has(left.to)) return [];
  return [
    finding("blocks", `closes port ${left.port}, on which the tasks of ${left.to} are reached`, {
      changes: [`port ${left.port} → ${left.next}`],
      why: `Nothing reaches ${left.to} any more until CodeDeploy has deployed a revision that listens on ${left.next}. That deployment can be taken back only to tasks that nothing reaches.`,
      todo: successor("port"),
    }),
  ];
};

/** Names in Cloud Map have no port: callers that know the old one fail when the first task listens on the new one. */
export const portOfCalled: Rule = (change, context) => {
  const left = leftPort(change, context);
  const caller = serviceKeyOf(change.path);
  if (!left || caller === undefined) return [];
  return [
    finding("dangerous", `moves ${caller} from port ${left.port} of ${left.to} to ${left.next}`, {
      why: `Tasks of ${caller} that call port ${left.port} fail where a task of ${left.to} listens on ${left.next} already, and the other way round, until both services are steady.`,
      todo: `Deploy it when failed calls do no harm. Without them: let ${caller} call ${left.to} at its host on the load balancer first, in a deploy of its own.`,
    }),
  ];
};

/** ECS takes a container and its port only from the revision that a service runs, or gets with the same update. */
export const portOfPipeline: Rule = ({ type, action, before, differences }) => {
  if (type !== "aws_ecs_service" || action !== "update" || controllerOf(before) === "CODE_DEPLOY") return [];
  const moved = differences.filter(({ path }) => /^load_balancer\.\d+\.container_(name|port)$/.test(path));
  if (moved.length === 0 || differences.some(({ path }) => path === "task_definition")) return [];
  return [
    finding("blocks", "names a container and port that its running revision does not have", {
      changes: moved.map(differenceText),
      why: "The revision is the pipeline's, and ECS refuses the update until one with that port runs; the pipeline's deployment of such a revision it refuses, too, while the service names the old port (Amazon ECS API Reference, LoadBalancer).",
      todo: successor("port or ingress.tls"),
    }),
  ];
};

/** What makes a rule the same as another one for AWS, whatever its description. */
const identity = [
  "security_group_id",
  "ip_protocol",
  "from_port",
  "to_port",
  "cidr_ipv4",
  "cidr_ipv6",
  "prefix_list_id",
  "referenced_security_group_id",
] as const;

/** A rule under another name: it is made before the old one goes, and AWS has each only once. */
export const sameRuleTwice: Rule = (change, { changes }) => {
  if (!edges.has(change.type) || change.action !== "create") return [];
  const wanted = identityOf(change.after);
  const same = changes.find(
    ({ type, action, before }) =>
      type === change.type && action === "delete" && isDeepStrictEqual(identityOf(before), wanted),
  );
  if (!same) return [];
  return [
    finding("blocks", "is the same rule as one that goes after it", {
      changes: [`- ${same.address}`],
      why: "A rule that services depend on goes when they are steady. Until then AWS refuses the same one: InvalidPermission.Duplicate.",
      todo: "Keep the name that it has in the configuration; or leave it out in one deploy, and add it under the new name in the next.",
    }),
  ];
};

function identityOf(values: ResourceChange["before"]): unknown[] {
  return identity.map((attribute) => values[attribute] ?? null);
}
