import { describe, expect, test } from "@jest/globals";

import { certificates, databaseClient } from "../../../src/constructs/database/client";
import { postgresInstance } from "../../support/postgres-instance";
import { resolved } from "../../support/resolved";
import { type Synthesized, synthesize } from "../../support/synthesized";

type Client = ReturnType<typeof databaseClient>;

function client(): { stack: Synthesized; parts: Client } {
  let parts: unknown;
  const stack = synthesize((scope) => {
    const instance = postgresInstance(scope);
    const { secrets, ...others } = databaseClient(instance, instance.masterLogin);
    const valuesFrom = Object.fromEntries(
      Object.entries(secrets).map(([name, { valueFrom }]) => [name, { valueFrom }]),
    );
    parts = resolved(scope, { ...others, secrets: valuesFrom });
  });
  return { stack, parts: parts as Client };
}

describe("databaseClient", () => {
  test("names the database by libpq's variables", () => {
    const { stack, parts } = client();

    expect(parts.environment).toMatchObject({
      PGHOST: stack.reference("aws_db_instance", "database", "address"),
      PGPORT: "5432",
      PGDATABASE: stack.reference("aws_db_instance", "database", "db_name"),
    });
  });

  test("has the server's certificate and name verified", () => {
    expect(client().parts.environment).toMatchObject({
      PGSSLMODE: "verify-full",
      PGSSLROOTCERT: "/database-certificates/rds.pem",
    });
  });

  test("takes the master user and its password from the secret that RDS keeps, never from plain variables", () => {
    const { stack, parts } = client();

    const secret = stack.reference("aws_db_instance", "database", "master_user_secret[0].secret_arn");
    expect(parts.secrets).toEqual({
      PGUSER: { valueFrom: `${secret}:username::` },
      PGPASSWORD: { valueFrom: `${secret}:password::` },
    });
    expect(parts.environment).not.toHaveProperty("PGPASSWORD");
  });

  test("can only read the certificates", () => {
    expect(client().parts.mounts).toEqual([
      { volume: "database-certificates", path: "/database-certificates", access: "read-only" },
    ]);
  });
});

describe("certificates", () => {
  test("are written into the volume where the application looks for them", () => {
    const { volume, command, environment } = certificates({ authorities: "PEM" });

    expect(volume).toBe("database-certificates");
    expect(command("/volumes/database-certificates")).toBe(
      "printenv CERTIFICATES > /volumes/database-certificates/rds.pem",
    );
    expect(environment).toEqual({ CERTIFICATES: "PEM" });
  });
});
