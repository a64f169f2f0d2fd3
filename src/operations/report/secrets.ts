import {
  BatchGetSecretValueCommand,
  paginateListSecrets,
  SecretsManagerClient,
  type SecretListEntry,
} from "@aws-sdk/client-secrets-manager";

import type { SecretFact, SecretState } from "../../report/facts";
import { isDenied } from "../aws/aws-error";
import { keysByAddress } from "../secrets/operator-secret";
import { contentOf, missingKeys } from "../secrets/stored-secret";
import { serviceKeyOf } from "../../terraform-json/construct-path";
import { allPages, inBatches } from "./batches";
import type { DeployedStack } from "./deployed-stack";
import type { AwsSession } from "./session";

/** What may be told of a secret's value: never a part of it. */
interface Told {
  readonly state: SecretState;
  readonly missingKeys: readonly string[];
}

type DeclaredSecret = Pick<SecretFact, "name" | "service" | "keys">;

/** Secrets, and which keys that tasks need are not in them. */
export async function readSecrets(session: AwsSession, deployed: DeployedStack): Promise<SecretFact[]> {
  const declared = declaredSecrets(deployed);
  const client = session.client(SecretsManagerClient);
  const found = await inBatches(declared, 10, (batch) => {
    const Filters = [{ Key: "name" as const, Values: batch.map(({ name }) => name) }];
    const pages = paginateListSecrets({ client, pageSize: 100 }, { Filters, IncludePlannedDeletion: true });
    return allPages(pages, ({ SecretList }) => SecretList);
  });
  const byName = new Map(found.map((secret) => [secret.Name, secret]));
  const readable = declared.filter(({ name, keys }) => keys.length > 0 && byName.get(name)?.DeletedDate === undefined);
  const told = await tellOf(
    client,
    readable.filter(({ name }) => byName.has(name)),
  );
  return declared.map((secret) => {
    const live = byName.get(secret.name);
    return {
      ...secret,
      live: live && {
        ...(told.get(secret.name) ?? { state: stateOf(live), missingKeys: [] }),
        changedAt: live.LastChangedDate?.toISOString(),
      },
    };
  });
}

/** The declared secrets of a stack, with the keys that the containers of its task definitions take out of them. */
function declaredSecrets(deployed: DeployedStack): DeclaredSecret[] {
  const keysOf = keysByAddress(deployed.stack);
  return deployed.of("aws_secretsmanager_secret").map((resource) => ({
    name: deployed.text(resource, "name") ?? resource.name,
    service: serviceKeyOf(resource.path),
    keys: [...(keysOf.get(resource.address) ?? [])].toSorted(),
  }));
}

/** Reads values, twenty in a call, and forgets all but the names of the missing keys. */
async function tellOf(
  client: SecretsManagerClient,
  secrets: readonly DeclaredSecret[],
): Promise<ReadonlyMap<string, Told>> {
  const entries = await inBatches(secrets, 20, async (batch) => {
    const told = new Map<string, Told>(batch.map(({ name }) => [name, { state: "unreadable", missingKeys: [] }]));
    const keysOf = new Map(batch.map(({ name, keys }) => [name, keys]));
    try {
      const SecretIdList = batch.map(({ name }) => name);
      const { SecretValues = [], Errors = [] } = await client.send(new BatchGetSecretValueCommand({ SecretIdList }));
      for (const { Name = "", SecretString } of SecretValues)
        told.set(Name, tell(SecretString, keysOf.get(Name) ?? []));
      for (const { SecretId = "", ErrorCode } of Errors)
        if (ErrorCode === "ResourceNotFoundException") told.set(SecretId, tell(undefined, keysOf.get(SecretId) ?? []));
    } catch (error) {
      if (!isDenied(error)) throw error;
    }
    return [...told];
  });
  return new Map(entries);
}

/** Which keys a value lacks, and nothing else of it. */
export function tell(value: string | undefined, keys: readonly string[]): Told {
  if (value === undefined || value === "") return { state: "empty", missingKeys: keys };
  const content = contentOf(value);
  const missing = missingKeys({ kind: "filled", arn: "", version: "", content }, keys);
  return { state: content.kind === "object" ? "filled" : "not JSON", missingKeys: missing };
}

function stateOf({ DeletedDate, SecretVersionsToStages = {} }: SecretListEntry): SecretState {
  if (DeletedDate !== undefined) return "to be deleted";
  return Object.values(SecretVersionsToStages).some((stages) => stages.includes("AWSCURRENT")) ? "filled" : "empty";
}
