import { createHash } from "node:crypto";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";

import {
  buildClient,
  CommitmentPolicy,
  type KeyringNode,
  KmsKeyringNode,
  type KmsKeyringNodeInput,
} from "@aws-crypto/client-node";
import { create, extract } from "tar";
import { z } from "zod";

import { Failure } from "../failure";
import { fileProblem } from "../files";
import { SynthesizedStack } from "../synth/synthesized-stack";
import type { TerraformJson } from "../../terraform-json/configuration";

/** What is kept beside a plan, so that an apply can review it again as it was reviewed. */
const manifestSchema = z.object({
  stack: z.string(),
  /** The commit that it was planned from. */
  commit: z.string(),
  /** Addresses whose blocking findings were released. */
  acknowledged: z.array(z.string()),
  /** Addresses that lose `prevent_destroy`. */
  unprotected: z.array(z.string()),
});

const planFile = "stack.tfplan";
const manifestFile = "plan.json";
const { encrypt, decrypt } = buildClient(CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT);

export interface ArtifactProps {
  readonly stack: SynthesizedStack;
  /** As Terraform saved it. */
  readonly planFile: string;
  /** The commit that it was planned from. */
  readonly commit: string;
  readonly acknowledged: readonly string[];
  readonly unprotected: readonly string[];
}

/**
 * Keeps a plan with the folder that it was made in, as one file that only who may decrypt the account's states can open:
 * a plan shows what is sensitive in clear (AWS Encryption SDK, with the key of the states).
 *
 * @returns the file's SHA-256
 */
export async function saveArtifact(file: string, { stack, ...props }: ArtifactProps): Promise<string> {
  return inTemporaryFolder(async (folder) => {
    await cp(stack.directory, folder, {
      recursive: true,
      filter: (source) => !/[\\/]\.terraform([\\/]|$)/.test(source),
    });
    await cp(props.planFile, path.join(folder, planFile));
    const { commit, acknowledged, unprotected } = props;
    const manifest = { stack: stack.name, commit, acknowledged, unprotected };
    await writeFile(path.join(folder, manifestFile), JSON.stringify(manifest));
    const archive = await buffer(create({ cwd: folder, gzip: true, portable: true }, ["."]));
    const keyring = kmsKeyring({ generatorKeyId: stateKeyOf(stack) });
    const { result } = await encrypt(keyring, archive, { encryptionContext: { stack: stack.name } });
    await mkdir(path.dirname(path.resolve(file)), { recursive: true });
    await writeFile(file, result);
    return createHash("sha256").update(result).digest("hex");
  });
}

/** An artifact that was opened. */
export interface OpenedArtifact extends Omit<ArtifactProps, "stack"> {
  /** In a folder like the one in which the plan was made. */
  readonly stack: SynthesizedStack;
}

/**
 * Opens an artifact for as long as `use` runs.
 *
 * @param checksum what its SHA-256 must be. @default not compared
 * @throws Failure when it is not there, was changed, or may not be decrypted
 */
export async function withArtifact<T>(
  file: string,
  { checksum, accountIds }: { readonly checksum: string | undefined; readonly accountIds: readonly string[] },
  use: (artifact: OpenedArtifact) => Promise<T>,
): Promise<T> {
  const content = await readFile(file).catch((error: unknown) => {
    throw new Failure(`${file} cannot be read: ${fileProblem(error)}`);
  });
  const actual = createHash("sha256").update(content).digest("hex");
  if (checksum !== undefined && actual !== checksum) {
    throw new Failure(`${file} is not what was reviewed: its SHA-256 is ${actual}, expected ${checksum}.`);
  }
  const { archive, encryptedFor } = await decrypted(file, content, accountIds);
  return inTemporaryFolder(async (folder) => {
    // Never to a file beside the folder, which others could read: only the folder is closed to them.
    await pipeline(Readable.from([archive]), extract({ cwd: folder }));
    const json = async (name: string): Promise<unknown> => JSON.parse(await readFile(path.join(folder, name), "utf8"));
    const { stack: name, ...manifest } = manifestSchema.parse(await json(manifestFile));
    if (name !== encryptedFor)
      throw new Failure(`${file} says that it is for ${name}, but was encrypted for ${encryptedFor}.`);
    const stack = new SynthesizedStack(name, folder, (await json("cdk.tf.json")) as TerraformJson);
    return use({ ...manifest, stack, planFile: path.join(folder, planFile) });
  });
}

/** The archive, and the stack that its encryption context names. */
async function decrypted(
  file: string,
  content: Buffer,
  accountIds: readonly string[],
): Promise<{ readonly archive: Buffer; readonly encryptedFor: string }> {
  try {
    const discoveryFilter = { accountIDs: [...accountIds], partition: "aws" };
    const { plaintext, messageHeader } = await decrypt(kmsKeyring({ discovery: true, discoveryFilter }), content);
    return { archive: plaintext, encryptedFor: messageHeader.encryptionContext.stack ?? "nothing" };
  } catch (error) {
    throw new Failure(
      `${file} cannot be opened: ${withoutTraces((error as Error).message)}\nIt must come from npm run review -- … --save, and your credentials must be allowed to decrypt with the key of the account's states.`,
    );
  }
}

/** What the library says in one line: it puts the stack traces of what went wrong into its message. */
export function withoutTraces(message: string): string {
  const lines = message.split("\n").map((line) => line.trim());
  return lines.filter((line) => line !== "" && !/^(at |Error #\d+$)/.test(line)).join(" ");
}

function kmsKeyring(input: KmsKeyringNodeInput): KeyringNode {
  // The library makes its keyrings' classes at run time, so that their types do not show what they extend.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment
  return new KmsKeyringNode(input);
}

/** @throws Failure when the stack's state is not encrypted with a key of its own */
function stateKeyOf(stack: SynthesizedStack): string {
  const key = stack.backend.kms_key_id;
  if (key === undefined)
    throw new Failure(`${stack.name} has no key for its state, with which its plan could be encrypted.`);
  return key;
}

async function inTemporaryFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), "plan-artifact-"));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
