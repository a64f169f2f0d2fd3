import { describe, expect, test } from "@jest/globals";

import { connectionAdvice } from "../../../src/operations/tunnel/connection-advice";

const props = { region: "us-east-1", localPort: 15432 };

describe("the advice to connect", () => {
  test("checks the certificate against the database's own name", () => {
    const database = { name: "database", kind: "instance", identifier: "shop", services: [] } as const;
    const endpoint = { host: "shop.rds", port: 5432, databaseName: "shop", user: "platform", secret: "arn:secret" };
    expect(connectionAdvice({ ...props, database, endpoint })).toEqual([
      "shop answers at 127.0.0.1:15432 until you press Ctrl-C. Connect, with its certificate verified:",
      "  curl --fail --output rds.pem https://truststore.pki.rds.amazonaws.com/us-east-1/us-east-1-bundle.pem",
      '  psql "host=shop.rds hostaddr=127.0.0.1 port=15432 dbname=shop user=platform sslmode=verify-full sslrootcert=rds.pem"',
      "The password of platform is in the secret arn:secret.",
    ]);
  });

  test("leaves user and password of somebody else's database to its owner", () => {
    const database = { name: "theirs", kind: "cluster", identifier: "theirs", services: [] } as const;
    const advice = connectionAdvice({ ...props, database, endpoint: { host: "theirs.rds", port: 5432 } });
    expect(advice.at(-1)).toBe("Ask the owner of theirs for user and password.");
    expect(advice.join("\n")).toContain("dbname=<database> user=<user>");
  });

  test("takes a token instead of a password to a proxy, whose certificate everybody knows", () => {
    const database = { name: "proxy", kind: "proxy", identifier: "shop", services: [] } as const;
    const advice = connectionAdvice({ ...props, database, endpoint: { host: "shop.proxy", port: 5432 } }).join("\n");
    expect(advice).toContain("sslrootcert=system");
    expect(advice).toContain("aws rds generate-db-auth-token --hostname shop.proxy --port 5432 --username <user>");
  });
});
