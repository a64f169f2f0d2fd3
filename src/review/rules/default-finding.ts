import type { Difference, ResourceChange } from "../change";
import { finding, type Finding } from "../finding";
import { type Shown, unknown } from "../../terraform-json/shown";
import { wayOut } from "../reasons";
import { differenceText } from "../text";

/** Attributes whose changes need no review. */
const noise = /^(tags|tags_all|description|revision|arn_suffix|last_\w+|latest_restorable_time|version_id|etag)(\.|$)/;

/** What is said of a change on which no rule has anything to say. */
export function defaultFinding(change: ResourceChange): Finding {
  const { action, importing, movedFrom, differences } = change;
  if (importing !== undefined) {
    const changes = [`import of ${importing}`, ...differences.map(differenceText)];
    const todo = "See that the id is that of the right thing.";
    return finding("review", "is taken over as it exists", { changes, why: "From now on it is managed here.", todo });
  }
  switch (action) {
    case "create":
      return finding("routine", "is created");
    case "delete":
      // It is nothing outside the state.
      if (change.type === "terraform_data") return finding("routine", "is no longer recorded");
      return finding("review", "is destroyed", { why: "It cannot be restored.", todo: "Check that it is not needed." });
    case "replace":
      return replaced(change);
    case "update":
      return updated(change);
    case "read":
      return finding("routine", "is read during the apply");
    default:
      return finding(
        "routine",
        movedFrom === undefined ? "does not change" : `is renamed, not replaced (was ${movedFrom})`,
      );
  }
}

function replaced(change: ResourceChange): Finding {
  const { type, differences, createdFirst } = change;
  // It is nothing outside the state; what it makes anew is judged for itself.
  if (type === "terraform_data") return finding("routine", "records a new value");
  return finding("review", createdFirst ? "is replaced, the new one first" : "is destroyed and created anew", {
    changes: differences.filter(({ forcesReplacement }) => forcesReplacement).map(differenceText),
    why: "The new one has another id.",
    todo: wayOut(change) ?? "See that what forces it is meant.",
  });
}

/** What people look at and nothing depends on. */
const views = new Set(["aws_cloudwatch_dashboard", "aws_cloudwatch_query_definition"]);

function updated({ type, differences }: ResourceChange): Finding {
  if (views.has(type)) return finding("routine", "shows other content");
  if (type === "terraform_data")
    return finding("routine", "records a new value", { changes: differences.map(differenceText) });
  const telling = differences.filter(isTelling);
  if (telling.length > 0) return finding("review", "changes", { changes: telling.map(differenceText) });
  if (differences.length === 0) return finding("review", "changes in a way that the plan does not show");
  return finding("routine", quietTitle(differences.filter((difference) => !isUnset(difference))), {
    changes: differences.map(differenceText),
  });
}

function quietTitle(differences: readonly Difference[]): string {
  if (differences.length === 0) return "is written again as it is";
  return tagsOnly(differences) ? "gets other tags" : "follows what it refers to";
}

function isTelling(difference: Difference): boolean {
  return !noise.test(difference.path) && difference.to !== unknown && !isUnset(difference);
}

/** Within a block, the provider reads back 0 or false for what is not set, such as the `period` of a `metric_query`. */
function isUnset({ path, from, to }: Difference): boolean {
  const isNothing = (value: Shown): boolean => value === undefined || value === null;
  const isZero = (value: Shown): boolean => value === 0 || value === false;
  return /\.\d+\./.test(path) && ((isZero(from) && isNothing(to)) || (isNothing(from) && isZero(to)));
}

/** What rules tell in words of their own, by attribute. */
const coveredByRules =
  /^(policy|policy_document|assume_role_policy|cidr_ipv[46]|from_port|to_port|ip_protocol|prefix_list_id|referenced_security_group_id|ingress)(\.|$)/;

/** What else changes of something on which a rule has something to say. */
export function remainingChanges({ action, differences }: ResourceChange, found: readonly Finding[]): Finding[] {
  if (action !== "update") return [];
  const told = found.flatMap(({ changes }) => changes);
  const rest = differences
    .filter((difference) => isTelling(difference) && !coveredByRules.test(difference.path))
    .map(differenceText)
    .filter((line) => !told.includes(line));
  return rest.length === 0 ? [] : [finding("review", "also changes", { changes: rest })];
}

function tagsOnly(differences: readonly Difference[]): boolean {
  return differences.every(({ path }) => /^tags(_all)?(\.|$)/.test(path));
}
