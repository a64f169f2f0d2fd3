import { readFileSync } from "node:fs";
import path from "node:path";

import { didYouMean } from "../../config/did-you-mean";
import type { Block } from "../../terraform-json/block";
import type { Blocks } from "../../terraform-json/blocks";
import { blocksIn, type S3Backend, type TerraformJson } from "../../terraform-json/configuration";
import { Failure } from "../failure";

/** A stack as it stands in the output folder. */
export class SynthesizedStack {
  private read: Blocks | undefined;

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

  get blocks(): Blocks {
    return (this.read ??= blocksIn(this.json));
  }

  get resources(): readonly Block[] {
    return this.blocks.resources;
  }

  get dataSources(): readonly Block[] {
    return this.blocks.dataSources;
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
