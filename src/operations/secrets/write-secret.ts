import { PutSecretValueCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";

import { Failure } from "../failure";
import type { OperatorSecret } from "./operator-secret";
import type { SecretValues } from "./secret-input";
import { type StoredSecret, readSecret, valuesOf } from "./stored-secret";

/** @throws Failure when the secret is not there, or holds what no key can be added to */
export function checkWritable(secret: OperatorSecret, stored: StoredSecret, environment: string): void {
  const { name } = secret;
  switch (stored.kind) {
    case "absent":
      throw new Failure(
        `The secret ${name} does not exist yet; the deploy creates it:  npm run deploy -- ${environment}`,
      );
    case "deleted":
      throw new Failure(
        `The secret ${name} is to be deleted, so nothing was written. Bring it back:  aws secretsmanager restore-secret --secret-id ${name}`,
      );
    case "filled":
      if (stored.content.kind === "object") return;
      throw new Failure(
        [
          `The value of ${name} is not a JSON object, so no key can be added to it; nothing was written.`,
          "Should nobody need that value, replace it with an empty object and repeat:",
          `  aws secretsmanager put-secret-value --secret-id ${name} --secret-string '{}'`,
        ].join("\n"),
      );
    case "empty":
  }
}

/**
 * Puts values into a secret, beside what it holds already.
 *
 * @param known the secret as it was when the values were asked for
 * @throws Failure when somebody else has changed it since
 */
export async function mergeInto(
  client: SecretsManagerClient,
  name: string,
  known: StoredSecret,
  values: SecretValues,
): Promise<void> {
  const now = await readSecret(client, name);
  if (versionOf(now) !== versionOf(known))
    throw new Failure(`Somebody else has changed ${name} meanwhile; nothing was written. Look again, then repeat.`);
  const merged = new Map<string, unknown>([...Object.entries(valuesOf(now)), ...values]);
  await client.send(
    new PutSecretValueCommand({ SecretId: name, SecretString: JSON.stringify(Object.fromEntries(merged)) }),
  );
}

function versionOf(stored: StoredSecret): string {
  return stored.kind === "filled" ? stored.version : stored.kind;
}
