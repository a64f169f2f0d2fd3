import { describe, expect, test } from "@jest/globals";
import type { TerraformStack } from "cdktf";

import { proxyCertificateBundle } from "../../../src/constructs/database/certificate-bundle";
import { databaseClient } from "../../../src/constructs/database/client";
import { DatabaseProxy } from "../../../src/constructs/database/database-proxy";
import { encryptionKey } from "../../support/encryption-key";
import { grantee, permissions } from "../../support/grantee";
import { location } from "../../support/location";
import { network } from "../../support/network";
import { postgresInstance } from "../../support/postgres-instance";
import { resolved } from "../../support/resolved";
import { type Block, policy, synthesize } from "../../support/synthesized";

function databaseProxy(scope: TerraformStack): DatabaseProxy {
  return new DatabaseProxy(scope, "proxy", {
    name: "finance-app",
    roleName: "finance-app-database-proxy",
    securityGroupName: "finance-app-database-proxy",
    network,
    location,
    database: postgresInstance(scope, { port: 5433, masterUsername: "platform" }),
    masterUsername: "platform",
    encryptionKey: encryptionKey(scope),
    logRetentionDays: 30,
  });
}

const stack = synthesize((scope) => {
  databaseProxy(scope).grantConnect(grantee(scope));
});

function edges(type: "ingress" | "egress"): [unknown, unknown, unknown][] {
  const rules: Record<string, Block> = stack.resources(`aws_vpc_security_group_${type}_rule`);
  return Object.values(rules).map(({ description, from_port, to_port }) => [description, from_port, to_port]);
}

describe("DatabaseProxy", () => {
  test("takes connections over TLS with IAM tokens only", () => {
    expect(stack.only("aws_db_proxy")).toMatchObject({
      name: "finance-app",
      engine_family: "POSTGRESQL",
      require_tls: true,
      auth: [
        {
          auth_scheme: "SECRETS",
          iam_auth: "REQUIRED",
          secret_arn: stack.reference("aws_db_instance", "database", "master_user_secret[0].secret_arn"),
        },
      ],
      vpc_subnet_ids: network.databaseSubnetIds,
    });
    expect(stack.only("aws_db_proxy")).not.toHaveProperty("debug_logging");
  });

  test("shares the database's connections, but leaves some to those who look after it", () => {
    expect(stack.only("aws_db_proxy_default_target_group")).toMatchObject({
      connection_pool_config: { max_connections_percent: 90, max_idle_connections_percent: 45 },
    });
    expect(stack.only("aws_db_proxy_target")).toMatchObject({
      db_instance_identifier: stack.reference("aws_db_instance", "database", "identifier"),
    });
  });

  test("reaches the database, and nothing else", () => {
    expect(edges("egress")).toEqual([["database-proxy to database", 5433, 5433]]);
    expect(edges("ingress")).toEqual([["database-proxy to database", 5433, 5433]]);
  });

  test("reads the database's password through Secrets Manager, and may do nothing else", () => {
    const secret = stack.reference("aws_db_instance", "database", "master_user_secret[0].secret_arn");

    expect(permissions(stack, "proxy/role")).toMatchObject([
      { Action: ["secretsmanager:GetSecretValue"], Resource: [secret] },
      {
        Action: ["kms:Decrypt"],
        Resource: [stack.reference("aws_kms_key", "database/key", "arn")],
        Condition: { StringEquals: { "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com" } },
      },
    ]);
    expect(policy(stack.resources("aws_iam_role")["proxy/role"]?.assume_role_policy).Statement).toMatchObject([
      { Action: ["sts:AssumeRole"], Principal: { Service: "rds.amazonaws.com" } },
    ]);
  });

  test("lets a role connect as the one user whose password it has, by the proxy's own id", () => {
    const locals = stack.section("locals") as Record<string, string>;
    const [[name, value] = []] = Object.entries(locals);

    expect(value).toBe(`\${element(split(":", ${stack.address("aws_db_proxy", "proxy")}.arn), 6)}`);
    expect(permissions(stack)).toMatchObject([
      {
        Action: ["rds-db:connect"],
        Resource: [`arn:aws:rds-db:us-east-1:111122223333:dbuser:\${local.${name}}/platform`],
      },
    ]);
  });

  test("is created when it can read the password, and writes into a log group that is encrypted and ends", () => {
    expect(stack.resources("aws_cloudwatch_log_group")["proxy/log-group"]).toMatchObject({
      name: "/aws/rds/proxy/finance-app",
      retention_in_days: 30,
      kms_key_id: stack.reference("aws_kms_key", "key", "arn"),
    });
    expect(stack.only("aws_db_proxy").depends_on).toEqual([
      stack.address("aws_cloudwatch_log_group", "proxy/log-group"),
      stack.address("aws_iam_role_policy_attachment", "proxy/role/attachment"),
    ]);
  });

  test("is found by applications on its own port, with Amazon's authorities, and without a password", () => {
    let parts: unknown;
    const synthesized = synthesize((scope) => {
      const proxy = databaseProxy(scope);
      const { environment, secrets } = databaseClient(proxy);
      parts = resolved(scope, { environment, secrets });
      expect(proxy.authorities).toBe(proxyCertificateBundle());
    });

    expect(parts).toEqual({
      environment: {
        PGHOST: synthesized.reference("aws_db_proxy", "proxy", "endpoint"),
        PGPORT: "5432",
        PGDATABASE: synthesized.reference("aws_db_instance", "database", "db_name"),
        PGUSER: "platform",
        PGSSLMODE: "verify-full",
        PGSSLROOTCERT: "/database-certificates/rds.pem",
      },
      secrets: {},
    });
  });
});
