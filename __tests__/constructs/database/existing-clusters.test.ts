import { describe, expect, test } from "@jest/globals";
import type { TerraformStack } from "cdktf";

import { ExistingClusters, type ExistingClustersProps } from "../../../src/constructs/database/existing-clusters";
import { SecurityGroup } from "../../../src/constructs/network/security-group";
import { location } from "../../support/location";
import { network } from "../../support/network";
import { type Synthesized, synthesize } from "../../support/synthesized";

const orders = { port: 5432, securityGroupName: "rds-orders", passwordName: "pwd-orders" };

function create(stack: TerraformStack, props: Partial<ExistingClustersProps> = {}): ExistingClusters {
  return new ExistingClusters(stack, "databases", {
    clusters: {
      orders,
      reports: { port: 3306, securityGroupName: "rds-reports", passwordName: "pwd-reports" },
    },
    keyAlias: "rds",
    subnetGroupName: "rds",
    network,
    location,
    onDestroy: "delete",
    ...props,
  });
}

function existingClusters(props: Partial<ExistingClustersProps> = {}): Synthesized {
  return synthesize((stack) => create(stack, props));
}

describe("ExistingClusters", () => {
  test("have nothing of RDS that Terraform could change or destroy but their subnet group", () => {
    const types = existingClusters().types();

    expect(types.filter((type) => /^aws_(rds|db|docdb|neptune)_/.test(type))).toEqual(["aws_db_subnet_group"]);
  });

  test("are looked up by their identifiers, and a plan fails clearly where one is missing", () => {
    expect(existingClusters().data("aws_rds_clusters")).toMatchObject({
      "databases/orders/cluster": {
        filter: [{ name: "db-cluster-id", values: ["orders"] }],
        lifecycle: {
          postcondition: [
            {
              condition: "${length(self.cluster_identifiers) == 1}",
              error_message:
                "The RDS cluster orders does not exist in this account and region. It is not managed here: create or restore it, or take it out of existingDatabases.",
            },
          ],
        },
      },
      "databases/reports/cluster": { filter: [{ name: "db-cluster-id", values: ["reports"] }] },
    });
  });

  test("have one subnet group, of the subnets of databases", () => {
    expect(existingClusters().only("aws_db_subnet_group")).toMatchObject({
      name: "rds",
      subnet_ids: network.databaseSubnetIds,
    });
  });

  test("have one key, under its alias", () => {
    const stack = existingClusters();

    expect(stack.only("aws_kms_alias")).toMatchObject({
      name: "alias/rds",
      target_key_id: stack.reference("aws_kms_key", "databases/key", "key_id"),
    });
  });

  test("have a security group each, which nobody reaches through until a connection is made", () => {
    const stack = existingClusters();

    expect(stack.resources("aws_security_group")).toMatchObject({
      "databases/orders/security-group": { name: "rds-orders" },
      "databases/reports/security-group": { name: "rds-reports" },
    });
    expect(stack.types()).not.toContain("aws_vpc_security_group_ingress_rule");
  });

  test("are connected to one at a time, each on its port", () => {
    const stack = synthesize((scope) => {
      const client = new SecurityGroup(scope, "client", { network, name: "client", label: "api" });
      client.connections.allowTo(create(scope).get("reports"));
    });

    expect(stack.only("aws_vpc_security_group_ingress_rule")).toMatchObject({
      security_group_id: stack.reference("aws_security_group", "databases/reports/security-group", "id"),
      description: "api to reports",
      from_port: 3306,
      to_port: 3306,
    });
  });

  test("have a password each, encrypted with their key, from the random provider and never stored by Terraform", () => {
    const stack = existingClusters();

    expect(Object.values(stack.resources("aws_secretsmanager_secret"))).toMatchObject(
      ["pwd-orders", "pwd-reports"].map((name) => ({
        name,
        kms_key_id: stack.reference("aws_kms_key", "databases/key", "arn"),
      })),
    );
    const ephemeral = stack.section("ephemeral") as Record<string, Record<string, unknown>>;
    const ids = Object.keys(ephemeral.random_password ?? {});
    expect(Object.keys(ephemeral)).toEqual(["random_password"]);
    const written = Object.values(stack.resources("aws_secretsmanager_secret_version"));
    expect(new Set(written.map(({ secret_string_wo: value }) => value))).toEqual(
      new Set(ids.map((id) => `\${ephemeral.random_password.${id}.result}`)),
    );
    expect(ids).toHaveLength(2);
    for (const version of written) expect(version).not.toHaveProperty("secret_string");
    expect(stack.types()).not.toContain("random_password");
  });

  test.each([
    ["retain", true],
    ["delete", false],
  ] as const)("with onDestroy %s have prevent_destroy %s on key and passwords", (onDestroy, prevented) => {
    const stack = existingClusters({ onDestroy });

    const kept = [stack.only("aws_kms_key"), ...Object.values(stack.resources("aws_secretsmanager_secret"))];
    for (const resource of kept) expect(resource).toMatchObject({ lifecycle: { prevent_destroy: prevented } });
  });

  test("refuse to be asked for another cluster", () => {
    expect(() => synthesize((stack) => create(stack).get("payments"))).toThrow(
      "test/databases has no cluster payments",
    );
  });

  test("keep every address of one cluster when another is taken out", () => {
    const alone = existingClusters({ clusters: { orders } });

    expect(existingClusters().addresses()).toEqual(expect.arrayContaining(alone.addresses()));
  });
});
