import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import type { Seed } from "../../recovery/from-arn";
import { Failure } from "../failure";
import { SynthesizedStack } from "../synth/synthesized-stack";
import { Terraform } from "../terraform/terraform";
import { terraformError } from "../terraform/terraform-error";
import { type ProviderSchema, readSchema } from "./provider-schema";

/** A resource as a state holds it. */
export interface StateInstance {
  readonly schema_version: number;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly [other: string]: unknown;
}

/** What to read, and by which of the stack's providers: `aws`, or `aws.us-west-2`. */
export interface Wanted extends Seed {
  readonly provider: string;
}

/**
 * Has Terraform read resources from AWS that are in no state: a state of its own names them, and a refresh completes what
 * exists and drops what does not. So each type is read by the provider that will manage it, and nothing is changed.
 */
export class Scratch {
  private constructor(
    private readonly folder: string,
    private readonly terraform: Terraform,
    private readonly stack: SynthesizedStack,
    readonly schema: ProviderSchema,
  ) {}

  /** @param stack one whose folder is initialized */
  static async use<T>(stack: SynthesizedStack, use: (scratch: Scratch) => Promise<T>): Promise<T> {
    const folder = await mkdtemp(path.join(tmpdir(), "recovery-"));
    try {
      await mkdir(path.join(folder, ".terraform"));
      await symlink(path.join(stack.directory, ".terraform/providers"), path.join(folder, ".terraform/providers"));
      await copyFile(path.join(stack.directory, lockFile), path.join(folder, lockFile));
      const { required_providers } = stack.json.terraform;
      await writeFile(
        path.join(folder, "main.tf.json"),
        JSON.stringify({ terraform: { required_providers }, provider: stack.json.provider }),
      );
      const terraform = new Terraform(new SynthesizedStack(stack.name, folder, stack.json));
      const { stdout, exitCode, output } = await terraform.run(["providers", "schema", "-json"]);
      if (exitCode !== 0)
        throw new Failure(`terraform providers schema failed for ${stack.name}:\n${terraformError(output)}`);
      return await use(new Scratch(folder, terraform, stack, readSchema(stdout)));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /**
   * What exists of what is wanted, in the same order; `undefined` for the rest.
   *
   * @throws Failure when Terraform could not read all of it
   */
  async read(wanted: readonly Wanted[]): Promise<(StateInstance | undefined)[]> {
    if (wanted.length === 0) return [];
    const stateFile = path.join(this.folder, "terraform.tfstate");
    const resources = wanted.map(({ type, attributes, provider }, index) => ({
      ...{ mode: "managed", type, name: `r${index}`, provider: providerAddress(this.stack, provider) },
      instances: [{ schema_version: this.schema.get(type)?.version ?? 0, attributes }],
    }));
    await writeFile(stateFile, JSON.stringify({ ...emptyState, resources }));
    const { exitCode, output } = await this.terraform.run([
      ...["apply", "-refresh-only", "-auto-approve", "-input=false", "-no-color", "-parallelism=50", "-lock=false"],
    ]);
    if (exitCode !== 0 && pluginCrash.test(output)) return this.readInHalves(wanted);
    if (exitCode !== 0)
      throw new Failure(`What exists of ${this.stack.name} could not be read:\n${terraformError(output)}`);
    const { resources: found } = JSON.parse(await readFile(stateFile, "utf8")) as {
      resources: { name: string; instances: StateInstance[] }[];
    };
    const byName = new Map(found.map(({ name, instances }) => [name, instances[0]]));
    return wanted.map((_, index) => byName.get(`r${index}`));
  }

  /** One resource that the provider cannot read keeps it from reading any: that one alone is taken not to exist. */
  private async readInHalves(wanted: readonly Wanted[]): Promise<(StateInstance | undefined)[]> {
    if (wanted.length === 1) return [undefined];
    const middle = Math.ceil(wanted.length / 2);
    return [...(await this.read(wanted.slice(0, middle))), ...(await this.read(wanted.slice(middle)))];
  }
}

const lockFile = ".terraform.lock.hcl";

/** What Terraform says when the provider's process ended while it read: which of them is a matter of the moment. */
const pluginCrash = /Plugin did not respond|Request cancelled|plugin crashed!/;

const emptyState = { version: 4, terraform_version: "1.11.4", serial: 1, lineage: "recovery", outputs: {} };

/** A provider as a state names it: `provider["registry.terraform.io/hashicorp/aws"].us-west-2`. */
export function providerAddress({ json }: SynthesizedStack, provider: string): string {
  const [name = "", alias] = provider.split(".");
  const source = json.terraform.required_providers?.[name]?.source ?? name;
  // What a source leaves out: https://developer.hashicorp.com/terraform/language/providers/requirements#source-addresses
  const parts = source.split("/");
  const address = [...["registry.terraform.io", "hashicorp"].slice(0, 3 - parts.length), ...parts].join("/");
  return `provider["${address}"]${alias === undefined ? "" : `.${alias}`}`;
}
