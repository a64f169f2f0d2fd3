import type { State } from "../../terraform-json/state";
import { Failure } from "../failure";
import { type Run, type RunOptions, type RunResult, run } from "../processes/child-process";
import { storeStateAfterEveryResource } from "../state/state-persistence";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { terraformError } from "./terraform-error";
import { terraformProgram } from "./terraform-program";

/** How Terraform and the programs it starts are run for one stack. */
export type TerraformOptions = Pick<RunOptions, "stop">;

/** Terraform in the folder of one stack. */
export class Terraform {
  constructor(
    private readonly stack: SynthesizedStack,
    private readonly options: TerraformOptions = {},
    private readonly runner: Run = run,
  ) {}

  /** Any subcommand, whatever its exit code. */
  run(args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
    return this.runner(terraformProgram(), args, {
      ...this.options,
      cwd: this.stack.directory,
      env: { CHECKPOINT_DISABLE: "1", ...storeStateAfterEveryResource },
      ...options,
    });
  }

  async init(): Promise<void> {
    await this.expect("init", ["-input=false", "-no-color"]);
  }

  /** The state as it is stored, or `undefined` when nothing has been stored yet. */
  async pullState(): Promise<State | undefined> {
    const { stdout } = await this.expect("state pull", []);
    return stdout.trim() === "" ? undefined : (JSON.parse(stdout) as State);
  }

  /** A saved plan, as JSON. */
  async showPlan(file: string): Promise<string> {
    return (await this.expect("show", ["-json", file])).stdout;
  }

  /** A saved plan as Terraform prints it; what is marked as sensitive is not in it. */
  async showPlanText(file: string): Promise<string> {
    return (await this.expect("show", ["-no-color", file])).stdout;
  }

  private async expect(subcommand: string, args: readonly string[]): Promise<RunResult> {
    const result = await this.run([...subcommand.split(" "), ...args]);
    if (result.exitCode !== 0)
      throw new Failure(`terraform ${subcommand} failed for ${this.stack.name}:\n${terraformError(result.output)}`);
    return result;
  }
}

/** Terraform colours its output wherever it goes. */
export function colorArguments(): string[] {
  return process.stdout.isTTY && process.env.NO_COLOR === undefined ? [] : ["-no-color"];
}
