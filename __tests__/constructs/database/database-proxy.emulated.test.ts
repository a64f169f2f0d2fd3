import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { TerraformStack } from "cdktf";

import { DatabaseProxy } from "../../../src/constructs/database/database-proxy";
import { Vpc } from "../../../src/constructs/network/vpc";
import { GeneratedSecret } from "../../../src/constructs/secrets/generated-secret";
import { EmulatedTerraform } from "../../support/emulated-terraform";
import { encryptionKey } from "../../support/encryption-key";
import { grantee } from "../../support/grantee";
import { location } from "../../support/location";
import { postgresInstance } from "../../support/postgres-instance";

let terraform: EmulatedTerraform;

beforeAll(async () => {
  terraform = await EmulatedTerraform.start();
});

afterAll(() => terraform.stop());

function proxiedDatabase(stack: TerraformStack): void {
  const network = new Vpc(stack, "network", {
    name: "test",
    cidr: "10.0.0.0/16",
    location,
    nat: "none",
    zones: [
      { zone: "a", public: "10.0.1.0/24", private: "10.0.3.0/24" },
      { zone: "b", public: "10.0.2.0/24", private: "10.0.4.0/24" },
    ],
  });
  const proxy = new DatabaseProxy(stack, "proxy", {
    name: "test",
    roleName: "test-database-proxy",
    securityGroupName: "test-database-proxy",
    database: postgresInstance(stack, { network, masterUsername: "platform" }),
    encryptionKey: encryptionKey(stack),
    logRetentionDays: 30,
    network,
    location,
  });
  proxy.grantConnect(grantee(stack), "api");
  for (const authentication of ["iam", "password"] as const) {
    const user = `api_${authentication}`;
    const secret = new GeneratedSecret(stack, user, {
      ...{ name: user, description: "a user", username: user, onDestroy: "delete" },
      encryptionKey: encryptionKey(stack),
    });
    proxy.addUser(secret, authentication);
  }
}

test("a proxy with its users comes up before its database, and the next plan is empty", () => {
  const applied = terraform.run("apply", proxiedDatabase);

  expect(applied).toMatchObject({ exitCode: 0 });
  expect(terraform.run("plan", proxiedDatabase).output).toContain("No changes.");
});
