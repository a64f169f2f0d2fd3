import { randomUUID } from "node:crypto";

import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
  paginateListSecrets,
} from "@aws-sdk/client-secrets-manager";
import { PutParameterCommand, SSMClient, paginateGetParametersByPath } from "@aws-sdk/client-ssm";

import { awsClient } from "../aws/client";
import { operatorSecrets } from "../secrets/operator-secret";
import type { SynthesizedStack } from "../synth/synthesized-stack";

/** Something that must stay where it is: in Secrets Manager or in Parameter Store. */
export interface SecretValue {
  readonly name: string;
  readonly value: string;
}

/** Every secret value of the region: secrets, the passwords within JSON secrets, SecureString parameters. */
export async function secretValues(region: string): Promise<SecretValue[]> {
  const found = await secrets(region);
  return [...found, ...found.flatMap(passwordsWithin), ...(await secureStrings(region))];
}

/**
 * Does what an operator does after the first deploy: puts every key into each secret that has no value yet, and a value into
 * each parameter whose value is a placeholder, that is, stands in the synthesized JSON.
 *
 * @returns the names of what was filled in
 */
export async function fillInAsOperator(stack: SynthesizedStack): Promise<string[]> {
  const { region } = stack;
  const ssm = awsClient(SSMClient, region);
  const synthesizedJson = JSON.stringify(stack.json);
  const placeholders = (await secureStrings(region)).filter(({ value }) =>
    synthesizedJson.includes(JSON.stringify(value)),
  );
  for (const { name: Name } of placeholders) {
    await ssm.send(new PutParameterCommand({ Name, Value: randomUUID(), Type: "SecureString", Overwrite: true }));
  }
  const keys = new Map(operatorSecrets(stack).map((secret) => [secret.name, secret.keys]));
  const secretsManager = awsClient(SecretsManagerClient, region);
  const unset = (await secrets(region)).filter(({ value }) => value === "");
  for (const { name: SecretId } of unset) {
    const values = Object.fromEntries((keys.get(SecretId) ?? []).map((key) => [key, randomUUID()]));
    await secretsManager.send(new PutSecretValueCommand({ SecretId, SecretString: JSON.stringify(values) }));
  }
  return [...placeholders, ...unset].map(({ name }) => name);
}

/** The secrets of a region; one without a value yet has an empty one. */
async function secrets(region: string): Promise<SecretValue[]> {
  const client = awsClient(SecretsManagerClient, region);
  const found: SecretValue[] = [];
  for await (const page of paginateListSecrets({ client }, {})) {
    for (const { Name: name = "" } of page.SecretList ?? [])
      found.push({ name, value: await secretString(client, name) });
  }
  return found;
}

async function secretString(client: SecretsManagerClient, SecretId: string): Promise<string> {
  try {
    return (await client.send(new GetSecretValueCommand({ SecretId }))).SecretString ?? "";
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return "";
    throw error;
  }
}

async function secureStrings(region: string): Promise<SecretValue[]> {
  const client = awsClient(SSMClient, region);
  const found: SecretValue[] = [];
  for await (const page of paginateGetParametersByPath(
    { client },
    { Path: "/", Recursive: true, WithDecryption: true },
  )) {
    for (const { Name: name = "", Type, Value: value = "" } of page.Parameters ?? []) {
      if (Type === "SecureString") found.push({ name, value });
    }
  }
  return found;
}

/** The values of a JSON secret whose keys say that they are secret, or that are too long for anything else. */
export function passwordsWithin({ name, value }: SecretValue): SecretValue[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(value);
  } catch {
    return [];
  }
  return Object.entries(parsed ?? {}).flatMap(([key, inner]: [string, unknown]) =>
    typeof inner === "string" && (/password|secret|token|key/i.test(key) || inner.length >= 32)
      ? [{ name: `${name} (${key})`, value: inner }]
      : [],
  );
}

/** Where secrets show that must not show: one line for each secret in each of the named texts. */
export function leaks(secretValues: readonly SecretValue[], texts: Readonly<Record<string, string>>): string[] {
  return secretValues
    .filter(({ value }) => value !== "")
    .flatMap(({ name, value }) =>
      Object.entries(texts)
        .filter(([, text]) => text.includes(value) || text.includes(JSON.stringify(value).slice(1, -1)))
        .map(([place]) => `the value of ${name} is in ${place}`),
    );
}
