import { PutSecretValueCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";

import { Failure } from "../failure";
import type { OperatorSecret } from "./operator-secret";
import type { SecretValues } from "./secret-input";
import { type StoredSecret, readSecret, valuesOf } from "./stored-secret";

/** What Secrets Manager calls the version before the current one. */
export const previousStage = "AWSPREVIOUS";

/** The command that begins a value anew which is not an object. */
export function replaceCommand(environment: string, service: string): string {
  return `npm run secrets -- ${environment} ${service} --replace`;
}

/** @throws Failure when the secret is not there, or holds what no key can be added to */
export function checkWritable(
  { name, service }: OperatorSecret,
  stored: StoredSecret,
  { environment, replace }: { readonly environment: string; readonly replace: boolean },
): void {
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
      if (stored.content.kind === "object" || replace) return;
      throw new Failure(
        [
          `The value of ${name} is not a JSON object, so no key can be added to it; nothing was written.`,
          `If that value is not needed:  ${replaceCommand(environment, service)}`,
          `What is there stays readable, as the version stage ${previousStage}, until the secret is written once more.`,
        ].join("\n"),
      );
    case "empty":
  }
}

/**
 * Puts values into a secret, beside what it holds already.
 *
 * @param known the secret as it was when the values were asked for
 * @throws Failure when it was changed in the meantime
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
