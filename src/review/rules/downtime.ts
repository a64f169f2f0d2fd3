import type { Difference } from "../change";
import { finding, type Rule } from "../finding";
import { wayOut } from "../reasons";
import { differenceText } from "../text";
import { startsFirstImage } from "./first-image";
import { rulesThatGo } from "./group-replaced";

/** What users notice when it is gone for a while, by Terraform's type. */
const serves: Readonly<Record<string, string>> = {
  aws_cloudfront_distribution: "static assets are not answered",
  aws_db_proxy: "services lose their connections to the database",
  aws_ecs_cluster: "all services of the environment stop",
  aws_ecs_service: "all its tasks stop before new ones start",
  aws_efs_access_point: "tasks that mount it cannot start",
  aws_efs_mount_target: "tasks in its zone cannot reach the files",
  aws_eip: "its address goes back to AWS, and whoever lets only that one in refuses what comes next",
  aws_iam_openid_connect_provider: "no workflow comes into the account",
  aws_internet_gateway: "nothing reaches the environment, and nothing leaves it",
  aws_lb: "nobody is answered, and its address changes",
  aws_lb_listener: "nobody is answered on its port",
  aws_lb_listener_certificate: "browsers refuse its hosts",
  aws_lb_listener_rule: "requests for its hosts are answered with 404",
  aws_lb_target_group: "its service gets no requests",
  aws_nat_gateway: "tasks cannot reach the internet, and their address there changes",
  aws_route: "the subnet loses its way out",
  aws_route_table: "the subnet loses its routes",
  aws_security_group: "its members lose their connections",
  aws_service_discovery_private_dns_namespace: "services do not find each other by name",
  aws_service_discovery_service: "the service is not found by its name",
  aws_subnet: "everything in it goes",
  aws_vpc: "everything in it goes: the whole environment",
  aws_vpc_endpoint: "tasks cannot reach that AWS service for a while",
};

/** Whatever answers requests and would be gone for a moment, or for good. */
export const downtime: Rule = (change, { changes: all }) => {
  const { type, action, createdFirst, forgetsOld, differences, words } = change;
  const consequence = Object.hasOwn(serves, type) ? serves[type] : undefined;
  if (consequence === undefined || (action !== "delete" && action !== "replace") || forgetsOld) return [];
  if (startsFirstImage(change)) return []; // it answered nothing
  if (type === "aws_lb_listener_rule" && /(^| )attachment-/.test(words.detail)) return []; // no request meets it
  const changes = differences.filter(({ forcesReplacement }) => forcesReplacement).map(differenceText);
  if (createdFirst && rulesThatGo(change, all).length > 0) return [];
  if (createdFirst) {
    if (type === "aws_lb_target_group" && differences.some(isProtocol)) return []; // target-groups.ts judges it
    const why = "The new one is there before the old one goes, so nobody should notice.";
    return [
      finding("review", "is replaced, the new one first", {
        changes,
        why,
        todo: wayOut(change) ?? "See that what forces it is meant.",
      }),
    ];
  }
  const title = action === "delete" ? "is destroyed" : "is destroyed before the new one is there";
  const todo =
    action === "delete"
      ? "See that nobody needs it any more."
      : (wayOut(change) ??
        "Take back what forces the replacement, or do it when nobody minds; a construct that was only moved needs a moved block.");
  return [finding("dangerous", title, { changes, why: `Meanwhile ${consequence}.`, todo })];
};

function isProtocol({ path, forcesReplacement }: Difference): boolean {
  return forcesReplacement && path === "protocol";
}

const restarting = new Set([
  "identifier",
  "instance_class",
  "engine_version",
  "parameter_group_name",
  "port",
  "multi_az",
  "ca_cert_identifier",
  "storage_type",
]);

/** Settings of a database that it takes on with a restart, or with a slow change of its disk. */
export const databaseRestart: Rule = ({ type, action, differences }) => {
  if (type !== "aws_db_instance" || action !== "update") return [];
  const changes = differences.filter(({ path }) => restarting.has(path)).map(differenceText);
  if (changes.length === 0) return [];
  return [
    finding("dangerous", "changes the database in a way that interrupts or slows it", {
      changes,
      why: "Connections break for as long as it takes: minutes, or the time of a failover where there is a standby. It happens in the maintenance window unless it is applied immediately.",
      todo: "Choose the moment, and see that the services connect again by themselves.",
    }),
  ];
};
