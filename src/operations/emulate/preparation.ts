import { rm } from "node:fs/promises";
import path from "node:path";

import { Emulator } from "./emulator/emulator";
import { engineProblem } from "./emulator/engine";
import { Failure } from "../failure";
import { interruption } from "../interruption";
import { run } from "../processes/child-process";
import { findFoundation } from "../state/foundation";
import { synthesize } from "../synth/synthesize";
import { type SynthesizedStack, findStack } from "../synth/synthesized-stack";
import { checkTerraformVersion } from "../terraform/terraform-version";
import { createPrerequisites, prerequisitesOf } from "./prerequisites";
import type { Step } from "./steps";
import { counted } from "../counted";

export interface PreparationProps {
  readonly environment: string | undefined;
  readonly keep: boolean;
  readonly port?: number;
  /** Whether tasks run where a container engine answers. */
  readonly containers: boolean;
  /** Images of the engine's by ECR repositories. */
  readonly images: Readonly<Record<string, string>>;
}

/** All that comes before the first command of an emulation: the JSON, an emulator, and what is expected to be in it. */
export class Preparation {
  private synthesized?: { readonly stack: SynthesizedStack; readonly foundation: SynthesizedStack };
  private running?: Emulator;
  /** Why no engine runs the tasks. @default one does */
  withoutTasks: string | undefined;

  constructor(
    private readonly props: PreparationProps,
    private readonly folder: string,
  ) {}

  steps(): Step[] {
    return [
      { title: "Synthesize", run: () => this.synthesize() },
      { title: "Start the emulated AWS", run: () => this.startEmulator() },
      { title: "Create prerequisites", run: () => this.createPrerequisites() },
    ];
  }

  get stack(): SynthesizedStack {
    return done(this.synthesized).stack;
  }

  get foundation(): SynthesizedStack {
    return done(this.synthesized).foundation;
  }

  get runsTasks(): boolean {
    return this.withoutTasks === undefined;
  }

  get emulator(): Emulator {
    return done(this.running);
  }

  /** Harmless when it did not start. */
  async endEmulator(): Promise<void> {
    if (!this.running) return;
    await this.running.stop();
    await rm(path.dirname(this.running.log), { recursive: true, force: true });
  }

  /** @throws Failure when the configuration is wrong */
  async synthesize(): Promise<string> {
    await checkTerraformVersion(run);
    const stacks = await synthesize([], this.folder);
    const stack = chosenStack(stacks, this.props.environment);
    this.synthesized = { stack, foundation: findFoundation(stacks, stack.name) };
    return `${stack.name}, ${counted(stack.resources.length, "resource")}`;
  }

  private async startEmulator(): Promise<string> {
    const { accountId, region } = this.stack;
    this.withoutTasks = this.props.containers ? await engineProblem() : "--no-containers says so";
    this.running = await Emulator.start({
      ...{ accountId, region, keep: this.props.keep },
      ...(this.props.port !== undefined && { port: this.props.port }),
      ...(this.runsTasks && { containers: this.props.images }),
    });
    interruption.throwIfAborted();
    // From here on the AWS SDK and every program that is started meet the emulator and nothing else, and leave what they
    // cannot clean up when they are killed (providers' sockets) in the private folder.
    Object.assign(process.env, this.running.environment, { TMPDIR: this.folder });
    const tasks = this.runsTasks ? "tasks run in containers" : `no task runs: ${this.withoutTasks ?? ""}`;
    return `account ${accountId} at ${this.running.url}; ${tasks}`;
  }

  private async createPrerequisites(): Promise<string> {
    const needed = [this.foundation, this.stack].flatMap(prerequisitesOf);
    await createPrerequisites(needed, this.stack.region);
    return needed.map(({ type }) => type).join(", ") || "nothing";
  }
}

/** @throws Failure when the environment is unknown, or there is none at all */
function chosenStack(stacks: readonly SynthesizedStack[], name: string | undefined): SynthesizedStack {
  if (name !== undefined) return findStack(stacks, name);
  const first = stacks.find(({ isFoundation }) => !isFoundation);
  if (!first) throw new Failure("environments/index.ts lists no environment.");
  return first;
}

function done<T>(result: T | undefined): T {
  if (result === undefined) throw new Error("a later step runs before an earlier one");
  return result;
}
