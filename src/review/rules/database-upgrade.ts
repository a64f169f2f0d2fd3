import { own } from "../../terraform-json/record";
import type { ResourceChange } from "../change";
import { finding, type Rule } from "../finding";
import type { Shown } from "../../terraform-json/shown";
import { differenceText, valueText } from "../text";

/** What a database of each type says its parameter group in, and that group's type. */
const groups: Readonly<Record<string, { readonly attribute: string; readonly type: string }>> = {
  aws_db_instance: { attribute: "parameter_group_name", type: "aws_db_parameter_group" },
  aws_rds_cluster: { attribute: "db_cluster_parameter_group_name", type: "aws_rds_cluster_parameter_group" },
};

/** A database engine's upgrade that waits for its window, in a plan that deletes what the database uses until then. */
export const databaseUpgrade: Rule = ({ type, action, before, after, differences }, { changes }) => {
  const { attribute, type: groupType } = own(groups, type) ?? {};
  if (attribute === undefined || action !== "update" || after.apply_immediately === true) return [];
  if (majorOf(before) === majorOf(after)) return [];
  const group = before[attribute];
  if (!changes.some((change) => change.type === groupType && leaves(change, group))) return [];
  const told = ["engine_version", attribute];
  return [
    finding("blocks", "upgrades its engine in the maintenance window, and the deploy fails before that", {
      changes: differences.filter(({ path }) => told.includes(path)).map(differenceText),
      why: `Until the window the database uses the parameter group ${valueText(group)}, which this plan deletes: RDS refuses that (InvalidDBParameterGroupState), so this deploy and every other one fails until the window has passed.`,
      todo: 'Say applyChanges: "immediately" beside engineVersion, and deploy when the database may be away for as long as the upgrade takes; take it out again afterwards.',
    }),
  ];
};

/** PostgreSQL's major version is its first number; other engines have it in the first two. */
function majorOf({ engine, engine_version: version }: Readonly<Record<string, Shown>>): string {
  const numbers = typeof version === "string" ? version.split(".") : [];
  return numbers.slice(0, valueText(engine).includes("postgres") ? 1 : 2).join(".");
}

function leaves({ action, before }: ResourceChange, name: Shown): boolean {
  return (action === "replace" || action === "delete") && before.name === name;
}
