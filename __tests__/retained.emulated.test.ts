import { ListSecretsCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { afterAll, beforeAll, expect, test } from "@jest/globals";

import { EncryptionKey } from "../src/constructs/secrets/encryption-key";
import { OperatorSecret } from "../src/constructs/secrets/operator-secret";
import { addressOf } from "../src/terraform/address";
import { RetainedAddresses } from "../src/terraform/retained-addresses";
import { EmulatedTerraform } from "./support/emulated-terraform";
import { location } from "./support/location";

let terraform: EmulatedTerraform;

beforeAll(async () => {
  terraform = await EmulatedTerraform.start();
});

afterAll(() => terraform.stop());

async function secrets(): Promise<(string | undefined)[]> {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const client = new SecretsManagerClient({ region: location.region, endpoint: terraform.emulator.url, credentials });
  const { SecretList = [] } = await client.send(new ListSecretsCommand({}));
  return SecretList.map(({ Name }) => Name);
}

test("a secret that is taken out of the configuration is still there after the apply, and the plan says so", async () => {
  let managed: string[] = [];
  const created = terraform.run("apply", (stack) => {
    const encryptionKey = new EncryptionKey(stack, "key", {
      alias: "test",
      description: "test",
      location,
      onDestroy: "retain",
    });
    const secret = new OperatorSecret(stack, "secret", {
      name: "kept",
      keys: ["A"],
      encryptionKey,
      onDestroy: "retain",
    });
    managed = [addressOf(secret.resource), addressOf(encryptionKey.resource)];
  });
  const removed = terraform.run(
    "apply",
    (stack) => new RetainedAddresses(stack, "retained", { managed, forgotten: [] }),
  );

  expect([created.exitCode, removed.exitCode]).toEqual([0, 0]);
  expect(removed.output).toContain("will no longer be managed by Terraform, but will not be destroyed");
  expect(removed.output).not.toMatch(/aws_(kms_key|secretsmanager_secret)\S+: Destroying/);
  expect(await secrets()).toEqual(["kept"]);
});
