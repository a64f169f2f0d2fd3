import { describe, expect, test } from "@jest/globals";

import type { PostgresInstanceProps } from "../../../src/constructs/database/postgres-instance";
import { SecurityGroup } from "../../../src/constructs/network/security-group";
import { grantee, permissions } from "../../support/grantee";
import { network } from "../../support/network";
import { postgresInstance } from "../../support/postgres-instance";
import { resolved } from "../../support/resolved";
import { type Block, policy, type Synthesized, synthesize } from "../../support/synthesized";

function databaseStack(props: Partial<PostgresInstanceProps> = {}): Synthesized {
  return synthesize((stack) => postgresInstance(stack, props));
}

function database(props: Partial<PostgresInstanceProps> = {}): Block {
  return databaseStack(props).only("aws_db_instance");
}

describe("PostgresInstance", () => {
  test("is PostgreSQL of the version, class, storage and name that it is told", () => {
    expect(database()).toMatchObject({
      identifier: "finance-app",
      engine: "postgres",
      engine_version: "15",
      instance_class: "db.t3.micro",
      allocated_storage: 20,
      storage_type: "gp2",
      db_name: "finance",
      port: 5432,
    });
  });

  test("is encrypted with a key of its own", () => {
    const stack = databaseStack();

    expect(stack.only("aws_db_instance")).toMatchObject({
      storage_encrypted: true,
      kms_key_id: stack.reference("aws_kms_key", "database/key", "arn"),
    });
    expect(stack.only("aws_kms_alias")).toMatchObject({ name: "alias/finance-app/database" });
  });

  test("refuses connections without TLS", () => {
    const stack = databaseStack();

    expect(stack.only("aws_db_parameter_group")).toMatchObject({
      family: "postgres15",
    });
    expect(stack.only("aws_db_parameter_group").parameter).toContainEqual({
      name: "rds.force_ssl",
      value: "1",
      apply_method: "pending-reboot",
    });
    expect(stack.only("aws_db_instance").parameter_group_name).toBe(
      stack.reference("aws_db_parameter_group", "database/parameter-group", "name"),
    );
  });

  test("logs slow statements and who waits for a lock, but no values", () => {
    expect(databaseStack({ slowStatementMilliseconds: 250 }).only("aws_db_parameter_group").parameter).toEqual([
      { name: "rds.force_ssl", value: "1", apply_method: "pending-reboot" },
      { name: "log_lock_waits", value: "1" },
      { name: "log_min_duration_statement", value: "250" },
      { name: "log_parameter_max_length", value: "0" },
    ]);
  });

  test("keeps what statements wait for, encrypted with its key, unless it is told not to", () => {
    const stack = databaseStack({ insightsRetentionDays: 31 });

    expect(stack.only("aws_db_instance")).toMatchObject({
      performance_insights_enabled: true,
      performance_insights_retention_period: 31,
      performance_insights_kms_key_id: stack.reference("aws_kms_key", "database/key", "arn"),
    });
    expect(database({ insightsRetentionDays: 0 })).not.toHaveProperty("performance_insights_enabled");
  });

  test("is measured in a role that may write to RDS's own log group, and is there before", () => {
    const stack = databaseStack({ monitoringIntervalSeconds: 30 });

    expect(stack.only("aws_db_instance")).toMatchObject({
      monitoring_interval: 30,
      monitoring_role_arn: stack.reference("aws_iam_role", "database/monitoring-role", "arn"),
      depends_on: expect.arrayContaining([
        stack.address("aws_iam_role_policy_attachment", "database/monitoring-role/attachment"),
      ]) as unknown,
    });
    expect(policy(stack.only("aws_iam_policy").policy).Statement.map(({ Resource }) => Resource)).toEqual([
      ["arn:aws:logs:us-east-1:111122223333:log-group:RDSOSMetrics:*"],
      ["arn:aws:logs:us-east-1:111122223333:log-group:RDSOSMetrics:log-stream:*"],
    ]);
  });

  test("has no such role when it is not measured", () => {
    const stack = databaseStack({ monitoringIntervalSeconds: 0 });

    expect(stack.only("aws_db_instance")).not.toHaveProperty("monitoring_interval");
    expect(stack.types()).not.toContain("aws_iam_role");
  });

  test("has a certificate of an authority that clients are given", () => {
    expect(database().ca_cert_identifier).toBe("rds-ca-rsa2048-g1");
  });

  test("has another parameter group for another version, before the old one goes", () => {
    const group = databaseStack({ engineVersion: "16" }).only("aws_db_parameter_group");

    expect(group).toMatchObject({ family: "postgres16", lifecycle: { create_before_destroy: true } });
    expect(group.name).not.toBe(databaseStack().only("aws_db_parameter_group").name);
  });

  test("stands in the subnets of databases and has no public address", () => {
    const stack = databaseStack();

    expect(stack.only("aws_db_subnet_group")).toMatchObject({
      name: "finance-app-subnets",
      subnet_ids: network.databaseSubnetIds,
    });
    expect(stack.only("aws_db_instance")).toMatchObject({
      publicly_accessible: false,
      db_subnet_group_name: stack.reference("aws_db_subnet_group", "database/subnet-group", "name"),
      vpc_security_group_ids: [stack.reference("aws_security_group", "database/security-group", "id")],
    });
  });

  test("is reached by nobody until a connection is made, and then on its port", () => {
    expect(databaseStack().types()).not.toContain("aws_vpc_security_group_ingress_rule");

    const stack = synthesize((scope) => {
      const client = new SecurityGroup(scope, "client", { network, name: "client", label: "client" });
      client.connections.allowTo(postgresInstance(scope, { port: 5433 }));
    });
    expect(stack.only("aws_vpc_security_group_ingress_rule")).toMatchObject({
      description: "client to database",
      from_port: 5433,
      to_port: 5433,
    });
  });

  test("leaves its password to RDS, and has none anywhere", () => {
    const stack = databaseStack();

    expect(stack.only("aws_db_instance")).toMatchObject({
      username: "postgres",
      manage_master_user_password: true,
      master_user_secret_kms_key_id: stack.reference("aws_kms_key", "database/key", "arn"),
    });
    expect(stack.text()).not.toMatch(/"password(_wo)?"/);
    expect(stack.section("ephemeral")).toBeUndefined();
  });

  test("can be restored to any moment of the days that backups are kept", () => {
    expect(database({ backupRetentionDays: 14 })).toMatchObject({
      backup_retention_period: 14,
      backup_window: "03:00-04:00",
      copy_tags_to_snapshot: true,
    });
  });

  test("takes small updates by itself, in its window", () => {
    expect(database()).toMatchObject({
      auto_minor_version_upgrade: true,
      maintenance_window: "sun:04:30-sun:05:30",
    });
  });

  test("takes a large update when its version is another one, and never by itself", () => {
    expect(database({ engineVersion: "16" })).toMatchObject({
      engine_version: "16",
      allow_major_version_upgrade: true,
    });
  });

  test.each([
    ["single-zone", false],
    ["multi-zone", true],
  ] as const)("with availability %s has multi_az %s", (availability, multiAz) => {
    expect(database({ availability }).multi_az).toBe(multiAz);
  });

  test("keeps its storage as allocated unless it may grow", () => {
    expect(database()).not.toHaveProperty("max_allocated_storage");
    expect(database({ maxAllocatedStorageGiB: 100 })).toMatchObject({ max_allocated_storage: 100 });
  });

  test("writes its logs into groups that exist before it, encrypted for as long as they are told", () => {
    const stack = databaseStack({ monitoringIntervalSeconds: 0 });

    const kept = { retention_in_days: 30, kms_key_id: stack.reference("aws_kms_key", "database/key", "arn") };
    expect(Object.values(stack.resources("aws_cloudwatch_log_group"))).toMatchObject([
      { name: "/aws/rds/instance/finance-app/postgresql", ...kept },
      { name: "/aws/rds/instance/finance-app/upgrade", ...kept },
    ]);
    const { enabled_cloudwatch_logs_exports: exported, depends_on: after } = stack.only("aws_db_instance");
    expect(exported).toEqual(["postgresql", "upgrade"]);
    expect(after).toEqual([
      stack.address("aws_cloudwatch_log_group", "database/log-group-postgresql"),
      stack.address("aws_cloudwatch_log_group", "database/log-group-upgrade"),
    ]);
  });

  test("lets CloudWatch Logs use its key", () => {
    const { Statement: statements } = policy(databaseStack().only("aws_kms_key").policy);

    expect(statements).toMatchObject([
      { Principal: { AWS: "arn:aws:iam::111122223333:root" } },
      { Principal: { Service: "logs.us-east-1.amazonaws.com" } },
    ]);
  });

  test("when retained can't be deleted, by AWS or by a plan, and leaves a snapshot of a name of its own", () => {
    const stack = databaseStack({ onDestroy: "retain" });

    expect(stack.only("aws_db_instance")).toMatchObject({
      deletion_protection: true,
      skip_final_snapshot: false,
      final_snapshot_identifier: `finance-app-final-${stack.reference("random_id", "database/final-snapshot-suffix", "hex")}`,
      delete_automated_backups: false,
      lifecycle: { prevent_destroy: true },
    });
    expect(stack.only("aws_kms_key")).toMatchObject({ lifecycle: { prevent_destroy: true } });
  });

  test("is changed in its maintenance window, or at once where that is said", () => {
    const instance = (applyChanges?: "in-maintenance-window" | "immediately"): unknown =>
      databaseStack({ applyChanges }).only("aws_db_instance");

    expect(instance()).not.toHaveProperty("apply_immediately");
    expect(instance("in-maintenance-window")).not.toHaveProperty("apply_immediately");
    expect(instance("immediately")).toMatchObject({ apply_immediately: true });
  });

  test("when deleted goes without a trace", () => {
    const stack = databaseStack({ onDestroy: "delete" });

    expect(stack.only("aws_db_instance")).toMatchObject({
      deletion_protection: false,
      skip_final_snapshot: true,
      delete_automated_backups: true,
      lifecycle: { prevent_destroy: false },
    });
    expect(stack.only("aws_db_instance")).not.toHaveProperty("final_snapshot_identifier");
    expect(stack.types()).not.toContain("random_id");
  });

  test("lets a role read its credentials, and decrypt them with its key, once", () => {
    let valueFrom: unknown;
    const stack = synthesize((scope) => {
      const instance = postgresInstance(scope);
      const role = grantee(scope);
      for (const secret of Object.values(instance.masterLogin.secrets)) secret.grantRead(role);
      valueFrom = resolved(scope, instance.masterLogin.secrets.PGPASSWORD?.valueFrom);
    });

    const secret = stack.reference("aws_db_instance", "database", "master_user_secret[0].secret_arn");
    expect(valueFrom).toBe(`${secret}:password::`);
    expect(permissions(stack)).toEqual([
      {
        Sid: "ReadDatabaseCredentials",
        Effect: "Allow",
        Action: ["secretsmanager:GetSecretValue"],
        Resource: [secret],
      },
      {
        Sid: "DecryptFinanceAppDatabaseSecretsmanager",
        Effect: "Allow",
        Action: ["kms:Decrypt"],
        Resource: [stack.reference("aws_kms_key", "database/key", "arn")],
        Condition: { StringEquals: { "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com" } },
      },
    ]);
  });

  test("lets a role connect as one user, without a password", () => {
    const stack = synthesize((scope) => {
      postgresInstance(scope).grantConnect(grantee(scope), "api");
    });

    const id = stack.reference("aws_db_instance", "database", "resource_id");
    expect(stack.only("aws_db_instance")).toMatchObject({ iam_database_authentication_enabled: true });
    expect(permissions(stack)).toEqual([
      {
        Sid: "ConnectAsApi",
        Effect: "Allow",
        Action: ["rds-db:connect"],
        Resource: [`arn:aws:rds-db:us-east-1:111122223333:dbuser:${id}/api`],
      },
    ]);
  });

  test("gets another master password only as often as somebody asks for, and not at once", () => {
    expect(
      synthesize((stack) => postgresInstance(stack, { passwordRotationDays: 90 })).only(
        "aws_secretsmanager_secret_rotation",
      ),
    ).toMatchObject({
      rotate_immediately: false,
      rotation_rules: { automatically_after_days: 90 },
    });
  });
});
