import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";

/** What Secrets Manager holds by a name. */
export type StoredSecret =
  /** There is no such secret. */
  | { readonly kind: "absent" }
  /** It is to be deleted, and keeps its name until then. */
  | { readonly kind: "deleted"; readonly arn: string }
  /** Nobody has put a value yet. */
  | { readonly kind: "empty"; readonly arn: string }
  | { readonly kind: "filled"; readonly arn: string; readonly version: string; readonly content: SecretContent };

export type SecretContent =
  { readonly kind: "object"; readonly values: Readonly<Record<string, unknown>> } | { readonly kind: "not-an-object" };

export async function readSecret(client: SecretsManagerClient, name: string): Promise<StoredSecret> {
  try {
    const {
      ARN: arn = "",
      DeletedDate,
      VersionIdsToStages = {},
    } = await client.send(new DescribeSecretCommand({ SecretId: name }));
    if (DeletedDate) return { kind: "deleted", arn };
    const current = Object.values(VersionIdsToStages).some((stages) => stages.includes("AWSCURRENT"));
    if (!current) return { kind: "empty", arn };
    const { VersionId, SecretString } = await client.send(new GetSecretValueCommand({ SecretId: name }));
    return { kind: "filled", arn, version: VersionId ?? "", content: contentOf(SecretString) };
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return { kind: "absent" };
    throw error;
  }
}

/** A secret's text, as the object that it should be. */
export function contentOf(text: string | undefined): SecretContent {
  const parsed = parsedJson(text ?? "");
  return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)
    ? { kind: "object", values: parsed as Record<string, unknown> }
    : { kind: "not-an-object" };
}

/** The keys that have no value yet, by their order; all of them where there is no object at all. */
export function missingKeys(stored: StoredSecret, keys: readonly string[]): string[] {
  const values = valuesOf(stored);
  return keys.filter((key) => !Object.hasOwn(values, key) || isEmpty(values[key]));
}

/** The object that is stored; an empty one where there is none. */
export function valuesOf(stored: StoredSecret): Readonly<Record<string, unknown>> {
  return stored.kind === "filled" && stored.content.kind === "object" ? stored.content.values : {};
}

function isEmpty(value: unknown): boolean {
  return value === null || (typeof value === "string" && value.trim() === "");
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
