import { readFileSync } from "node:fs";
import path from "node:path";

import { didYouMean } from "../../config/did-you-mean";
import { Failure } from "../failure";

export type Block = Readonly<Record<string, unknown>>;
type BlocksByType = Readonly<Record<string, Readonly<Record<string, Block>>>>;

export interface S3Backend {
  readonly bucket: string;
  readonly key: string;
  readonly region: string;
  readonly kms_key_id?: string;
  readonly allowed_account_ids: readonly string[];
}

/** The parts of a `cdk.tf.json` that the commands read. */
export interface TerraformJson {
  readonly terraform: {
    readonly backend: { readonly s3: S3Backend };
    readonly required_version?: string;
    readonly required_providers?: Readonly<Record<string, { readonly source?: string; readonly version: string }>>;
  };
  readonly provider?: Readonly<Record<string, readonly Block[]>>;
  readonly resource?: BlocksByType;
  readonly data?: BlocksByType;
  readonly moved?: readonly { readonly from: string; readonly to: string }[];
  readonly output?: Readonly<Record<string, { readonly value: unknown }>>;
  readonly removed?: readonly { readonly from: string }[];
  readonly import?: readonly { readonly to: string }[];
}

/** A block of the synthesized configuration with its Terraform address. */
export interface AddressedBlock {
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly body: Block;
}

/** A stack as it stands in the output folder. */
export class SynthesizedStack {
  constructor(
    readonly name: string,
    /** The folder in which Terraform runs. */
    readonly directory: string,
    readonly json: TerraformJson,
  ) {}

  get backend(): S3Backend {
    return this.json.terraform.backend.s3;
  }

  /** The account that the stack belongs to, as its backend states it. */
  get accountId(): string {
    return this.backend.allowed_account_ids[0] ?? "";
  }

  get region(): string {
    return this.backend.region;
  }

  get resources(): AddressedBlock[] {
    return addressed(this.json.resource, "");
  }

  get dataSources(): AddressedBlock[] {
    return addressed(this.json.data, "data.");
  }

  /** Whether this is an account's foundation: the stack that holds the bucket of its own state. */
  get isFoundation(): boolean {
    return this.resources.some(({ type, body }) => type === "aws_s3_bucket" && body.bucket === this.backend.bucket);
  }
}

/** Every stack of an output folder, by the order of its manifest. */
export function readStacks(outputFolder: string): SynthesizedStack[] {
  const manifest = readJson(path.join(outputFolder, "manifest.json")) as {
    stacks: Record<string, { name: string; workingDirectory: string; synthesizedStackPath: string }>;
  };
  return Object.values(manifest.stacks).map(
    (stack) =>
      new SynthesizedStack(
        stack.name,
        path.resolve(outputFolder, stack.workingDirectory),
        readJson(path.join(outputFolder, stack.synthesizedStackPath)) as TerraformJson,
      ),
  );
}

/** @throws Failure for an unknown name, with the nearest known one */
export function findStack(stacks: readonly SynthesizedStack[], name: string): SynthesizedStack {
  const found = stacks.find((stack) => stack.name === name);
  if (found) return found;
  const known = stacks.map((stack) => stack.name);
  throw new Failure(`there is no environment "${name}"${didYouMean(name, known)}\nthere are: ${known.join(", ")}`);
}

/** The `cdk.tf.json` of a folder; `undefined` where there is none. */
export function readTerraformJson(folder: string): TerraformJson | undefined {
  try {
    return readJson(path.join(folder, "cdk.tf.json")) as TerraformJson;
  } catch {
    return undefined;
  }
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}

function addressed(blocks: BlocksByType = {}, prefix: string): AddressedBlock[] {
  return Object.entries(blocks).flatMap(([type, byName]) =>
    Object.entries(byName).map(([name, body]) => ({ address: `${prefix}${type}.${name}`, type, name, body })),
  );
}
