import { describe, expect, test } from "@jest/globals";
import type { TerraformStack } from "cdktf";

import { proxyCertificateBundle } from "../../../src/constructs/database/certificate-bundle";
import { databaseClient } from "../../../src/constructs/database/client";
import { DatabaseProxy } from "../../../src/constructs/database/database-proxy";
import { GeneratedSecret } from "../../../src/constructs/secrets/generated-secret";
import { encryptionKey } from "../../support/encryption-key";
import { grantee, permissions } from "../../support/grantee";
import { location } from "../../support/location";
import { network } from "../../support/network";
import { postgresInstance } from "../../support/postgres-instance";
import { resolved } from "../../support/resolved";
import { type Block, policy, type Synthesized, synthesize } from "../../support/synthesized";

function databaseProxy(scope: TerraformStack): DatabaseProxy {
  return new DatabaseProxy(scope, "proxy", {
    name: "finance-app",
    roleName: "finance-app-database-proxy",
    securityGroupName: "finance-app-database-proxy",
    network,
    location,
    database: postgresInstance(scope, { port: 5433, masterUsername: "platform" }),
    encryptionKey: encryptionKey(scope),
    logRetentionDays: 30,
  });
}

const stack = synthesize((scope) => {
  databaseProxy(scope).grantConnect(grantee(scope), "api");
});

/** A proxy that knows a user. */
function proxyOf(authentication: "password" | "iam"): Synthesized {
  return synthesize((scope) => {
    const secret = new GeneratedSecret(scope, "user", {
      name: "shop/test/api/database-user",
      description: "a user",
      username: "api",
      encryptionKey: encryptionKey(scope),
      onDestroy: "delete",
    });
    databaseProxy(scope).addUser(secret, authentication);
  });
}

function edges(type: "ingress" | "egress"): [unknown, unknown, unknown][] {
  const rules: Record<string, Block> = stack.resources(`aws_vpc_security_group_${type}_rule`);
  return Object.values(rules).map(({ description, from_port, to_port }) => [description, from_port, to_port]);
}

describe("DatabaseProxy", () => {
  test("takes connections over TLS only, of the master user with its password", () => {
    expect(stack.only("aws_db_proxy")).toMatchObject({
      name: "finance-app",
      engine_family: "POSTGRESQL",
      require_tls: true,
      auth: [
        {
          auth_scheme: "SECRETS",
          iam_auth: "DISABLED",
          client_password_auth_type: "POSTGRES_SCRAM_SHA_256",
          secret_arn: stack.reference("aws_db_instance", "database", "master_user_secret[0].secret_arn"),
        },
      ],
      vpc_subnet_ids: network.databaseSubnetIds,
    });
    expect(stack.only("aws_db_proxy")).not.toHaveProperty("debug_logging");
  });

  test.each([
    ["iam", { auth_scheme: "SECRETS", iam_auth: "REQUIRED" }],
    ["password", { auth_scheme: "SECRETS", iam_auth: "DISABLED", client_password_auth_type: "POSTGRES_SCRAM_SHA_256" }],
  ] as const)("logs in as a user that shows it its %s, when its secret has a value", (authentication, auth) => {
    const withUser = proxyOf(authentication);
    const secret = withUser.reference("aws_secretsmanager_secret_version", "user/version", "arn");

    const [master, ...users] = withUser.only("aws_db_proxy").auth as unknown[];
    expect(master).toEqual((stack.only("aws_db_proxy").auth as unknown[])[0]);
    expect(users).toEqual([{ ...auth, secret_arn: secret }]);
    expect(permissions(withUser, "proxy/role")).toContainEqual(
      expect.objectContaining({
        Action: ["secretsmanager:GetSecretValue"],
        Resource: expect.arrayContaining([withUser.reference("aws_secretsmanager_secret", "user", "arn")]) as unknown,
      }),
    );
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

  test("lets a role connect as a user with tokens, by the proxy's own id", () => {
    const locals = stack.section("locals") as Record<string, string>;
    const [[name, value] = []] = Object.entries(locals);

    expect(value).toBe(`\${element(split(":", ${stack.address("aws_db_proxy", "proxy")}.arn), 6)}`);
    expect(permissions(stack)).toMatchObject([
      {
        Action: ["rds-db:connect"],
        Resource: [`arn:aws:rds-db:us-east-1:111122223333:dbuser:\${local.${name}}/api`],
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

  test("is found by clients on its own port, with Amazon's authorities, when it is connected to the database", () => {
    let parts: unknown;
    const synthesized = synthesize((scope) => {
      const proxy = databaseProxy(scope);
      parts = resolved(scope, databaseClient(proxy, { environment: { PGUSER: "api" }, secrets: {} }).environment);
      expect(proxy.authorities).toBe(proxyCertificateBundle());
      expect(proxy.prerequisites.map(({ node }) => node.path)).toEqual(["test/proxy/target"]);
    });

    expect(parts).toEqual({
      PGHOST: synthesized.reference("aws_db_proxy", "proxy", "endpoint"),
      PGPORT: "5432",
      PGDATABASE: synthesized.reference("aws_db_instance", "database", "db_name"),
      PGUSER: "api",
      PGSSLMODE: "verify-full",
      PGSSLROOTCERT: "/database-certificates/rds.pem",
    });
  });
});
