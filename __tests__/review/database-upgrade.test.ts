import { describe, expect, test } from "@jest/globals";

import { destroyed, reviewed, type Row, said, updated } from "./plans";

const address = "aws_db_instance.database_0A1B2C3D";
const title = "upgrades its engine in the maintenance window, and the deploy fails before that";

interface Settings {
  readonly engine?: string;
  readonly engine_version: string;
  readonly parameter_group_name: string;
  readonly apply_immediately?: boolean | null;
}

function upgrade(before: Settings, after: Settings): Row {
  return updated(address, { engine: "postgres", ...before }, { engine: "postgres", ...after });
}

const old: Settings = { engine_version: "15", parameter_group_name: "shop-postgres15" };
const next: Settings = { engine_version: "16", parameter_group_name: "shop-postgres16", apply_immediately: null };
const replacedGroup: Row = {
  address: "aws_db_parameter_group.database_parameter-group_0A1B2C3D",
  actions: ["create", "delete"],
  before: { name: "shop-postgres15", family: "postgres15" },
  after: { name: "shop-postgres16", family: "postgres16" },
  replace_paths: [["family"], ["name"]],
};

function titles(...rows: readonly Row[]): string[] {
  return (said(reviewed(rows))[address] ?? []).filter((text) => text.includes(title));
}

describe("another major version in the maintenance window", () => {
  test("blocks, and says what to say instead", () => {
    const [judged] = reviewed([upgrade(old, next), replacedGroup]).judged;
    expect(judged?.findings[0]).toEqual({
      level: "blocks",
      title,
      changes: ['engine_version: "15" → "16"', 'parameter_group_name: "shop-postgres15" → "shop-postgres16"'],
      why: 'Until the window the database uses the parameter group "shop-postgres15", which this plan deletes: RDS refuses that (InvalidDBParameterGroupState), so this deploy and every other one fails until the window has passed.',
      todo: 'Say applyChanges: "immediately" beside engineVersion, and deploy when the database may be away for as long as the upgrade takes; take it out again afterwards.',
    });
  });

  test("blocks where the old group is destroyed under another address", () => {
    const gone = destroyed("aws_db_parameter_group.old", { name: "shop-postgres15" });
    expect(titles(upgrade(old, next), gone)).toEqual([`blocks: ${title}`]);
  });

  test("blocks of a cluster as well", () => {
    const values = { engine: "aurora-postgresql", db_cluster_parameter_group_name: "shop" };
    const cluster = updated(
      "aws_rds_cluster.shop",
      { ...values, engine_version: "15.4" },
      { ...values, engine_version: "16.1", db_cluster_parameter_group_name: "shop16" },
    );
    const group = destroyed("aws_rds_cluster_parameter_group.shop", { name: "shop" });
    expect(said(reviewed([cluster, group]))["aws_rds_cluster.shop"]).toContain(`blocks: ${title}`);
  });

  test.each([
    ["applied immediately", upgrade(old, { ...next, apply_immediately: true }), replacedGroup],
    ["a minor version", upgrade({ ...old, engine_version: "15.4" }, { ...old, engine_version: "15.7" }), replacedGroup],
    ["the same version in full", upgrade(old, { ...old, engine_version: "15.4" }), replacedGroup],
    ["a group that stays", upgrade(old, next), { ...replacedGroup, before: { name: "another" } }],
    [
      "a patch of MySQL",
      upgrade(
        { ...old, engine: "mysql", engine_version: "8.0.35" },
        { ...next, engine: "mysql", engine_version: "8.0.40" },
      ),
      replacedGroup,
    ],
  ])("does not block %s", (_, instance, group) => {
    expect(titles(instance, group)).toEqual([]);
  });
});
