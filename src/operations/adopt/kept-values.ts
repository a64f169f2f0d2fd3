import {
  DescribeSecretCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from "@aws-sdk/client-secrets-manager";

import { awsClient } from "../aws/client";
import type { Outcome } from "../../adoption/match";
import { referenceOf } from "../../terraform-json/references";
import { Failure } from "../failure";
import type { SynthesizedStack } from "../synth/synthesized-stack";

const current = "AWSCURRENT";

/** A secret's value that a deploy would put another one before. */
interface KeptValue {
  readonly secret: string;
  readonly version: string;
}

/**
 * Runs something that writes new versions of adopted secrets, and makes the values current again that were so before,
 * whatever comes of it: the password of a database that exists is the one that the database knows.
 *
 * @returns the secrets whose values were kept, by ARN
 */
export async function keepingValues(
  stack: SynthesizedStack,
  outcomes: readonly Outcome[],
  use: () => Promise<void>,
): Promise<string[]> {
  const client = awsClient(SecretsManagerClient, stack.region);
  const before = await currentVersions(client, secretsWithNewVersions(stack, outcomes));
  try {
    await use();
  } finally {
    await restore(client, before);
  }
  return before.map(({ secret }) => secret);
}

/** The adopted secrets, now or by an earlier apply, of which the stack has yet to write a version; by ARN. */
export function secretsWithNewVersions(stack: SynthesizedStack, outcomes: readonly Outcome[]): string[] {
  const byAddress = new Map(outcomes.map((outcome) => [outcome.address, outcome]));
  return stack.resources
    .filter(({ type }) => type === "aws_secretsmanager_secret_version")
    .filter(({ address }) => byAddress.get(address)?.kind !== "managed")
    .map(({ body }) => referenceOf(body.secret_id)?.address ?? "")
    .flatMap((address) => arnOf(byAddress.get(address)) ?? []);
}

function arnOf(secret: Outcome | undefined): string | undefined {
  if (secret?.kind === "import") return secret.id;
  const arn = secret?.kind === "managed" ? secret.found?.attributes.arn : undefined;
  return typeof arn === "string" ? arn : undefined;
}

async function currentVersions(client: SecretsManagerClient, secrets: readonly string[]): Promise<KeptValue[]> {
  const versions = await Promise.all(
    secrets.map(async (secret) => ({ secret, version: await currentVersion(client, secret) })),
  );
  return versions.flatMap(({ secret, version }) => (version === undefined ? [] : [{ secret, version }]));
}

/** `undefined` for a secret without a value. */
async function currentVersion(client: SecretsManagerClient, secret: string): Promise<string | undefined> {
  const { VersionIdsToStages = {} } = await client.send(new DescribeSecretCommand({ SecretId: secret }));
  return Object.entries(VersionIdsToStages).find(([, stages]) => stages.includes(current))?.[0];
}

async function restore(client: SecretsManagerClient, before: readonly KeptValue[]): Promise<void> {
  const failed: string[] = [];
  for (const { secret, version } of before) {
    try {
      const now = await currentVersion(client, secret);
      if (now === version) continue;
      const move = { VersionStage: current, MoveToVersionId: version, RemoveFromVersionId: now };
      await client.send(new UpdateSecretVersionStageCommand({ SecretId: secret, ...move }));
    } catch (error) {
      failed.push(`  ${secret} version ${version}: ${(error as Error).message}`);
    }
  }
  if (failed.length === 0) return;
  throw new Failure(
    [
      "These secrets have a new value, and the one from before could not be made current again:",
      ...failed,
      "Do it by hand:  aws secretsmanager update-secret-version-stage --version-stage AWSCURRENT --secret-id … --move-to-version-id … --remove-from-version-id …",
    ].join("\n"),
  );
}
