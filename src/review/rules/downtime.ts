import { factsOf } from "../../resources/facts";
import type { Difference } from "../change";
import { finding, type Rule } from "../finding";
import { wayOut } from "../reasons";
import { differenceText } from "../text";
import { startsFirstImage } from "./first-image";
import { rulesThatGo } from "./group-replaced";

/** Whatever answers requests and would be gone for a moment, or for good. */
export const downtime: Rule = (change, { changes: all }) => {
  const { type, action, createdFirst, forgetsOld, differences, path } = change;
  const { outage } = factsOf(type);
  if (!outage || (action !== "delete" && action !== "replace") || forgetsOld) return [];
  if (startsFirstImage(change)) return []; // it answered nothing
  if (type === "aws_lb_listener_rule" && /(^| )attachment-/.test(path.detail)) return []; // no request meets it
  const changes = differences.filter(({ forcesReplacement }) => forcesReplacement).map(differenceText);
  if (createdFirst && rulesThatGo(change, all).length > 0) return [];
  if (createdFirst) {
    if (type === "aws_lb_target_group" && differences.some(isProtocol)) return []; // target-groups.ts judges it
    const why = "The new one is created before the old one is destroyed, so no outage is expected.";
    return [
      finding("review", "is replaced, the new one first", {
        changes,
        why,
        todo: wayOut(change) ?? "See that what forces it is meant.",
      }),
    ];
  }
  const title = action === "delete" ? "is destroyed" : "is destroyed before the new one exists";
  const todo =
    action === "delete"
      ? "Check that it is not needed any more."
      : (wayOut(change) ??
        "Revert what forces the replacement, or deploy it in a maintenance window; a construct that was only moved needs a moved block.");
  return [finding("dangerous", title, { changes, why: `Meanwhile ${outage}.`, todo })];
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
