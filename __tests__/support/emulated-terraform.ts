import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { RandomProvider } from "@cdktf/provider-random/lib/provider";
import { LocalBackend, TerraformStack, Testing } from "cdktf";

import { testedAwsProvider } from "../../src/config/aws-provider";
import { Emulator } from "../../src/operations/emulate/emulator/emulator";
import { location } from "./location";

/** Real Terraform in a folder of its own, against an emulated AWS of its own. */
export class EmulatedTerraform {
  private readonly folder = mkdtempSync(path.join(tmpdir(), "emulated-terraform-"));

  private constructor(public readonly emulator: Emulator) {}

  public static async start(): Promise<EmulatedTerraform> {
    return new EmulatedTerraform(await Emulator.start({ accountId: location.account, region: location.region }));
  }

  public async stop(): Promise<void> {
    await this.emulator.stop();
    rmSync(this.folder, { recursive: true });
  }

  /** Runs a subcommand on what the callback puts into an otherwise empty stack, and tells what Terraform said. */
  public run(
    subcommand: "plan" | "apply",
    fill: (stack: TerraformStack) => void,
  ): { exitCode: number | null; output: string } {
    this.write(fill);
    return this.terraform(subcommand, ...(subcommand === "apply" ? ["-auto-approve"] : []));
  }

  /** The JSON of a plan of what the callback puts into an otherwise empty stack. */
  public planJson(fill: (stack: TerraformStack) => void): string {
    this.write(fill);
    const { exitCode, output } = this.terraform("plan", "-out", "plan.tfplan");
    if (exitCode !== 0) throw new Error(output);
    return spawnSync("terraform", ["show", "-json", "plan.tfplan"], { cwd: this.folder, encoding: "utf8" }).stdout;
  }

  private write(fill: (stack: TerraformStack) => void): void {
    const stack = new TerraformStack(Testing.app(), "test");
    new AwsProvider(stack, "aws", { region: location.region });
    new RandomProvider(stack, "random");
    stack.addOverride("terraform.required_providers.aws.version", testedAwsProvider);
    new LocalBackend(stack, { path: path.join(this.folder, "terraform.tfstate") });
    fill(stack);
    stack.prepareStack();
    writeFileSync(path.join(this.folder, "cdk.tf.json"), Testing.synth(stack));
    const { exitCode, output } = this.terraform("init");
    if (exitCode !== 0) throw new Error(output);
  }

  private terraform(...args: string[]): { exitCode: number | null; output: string } {
    const { status, stdout, stderr } = spawnSync("terraform", [...args, "-input=false", "-no-color"], {
      cwd: this.folder,
      env: { ...process.env, ...this.emulator.environment },
      encoding: "utf8",
    });
    return { exitCode: status, output: stdout + stderr };
  }
}
