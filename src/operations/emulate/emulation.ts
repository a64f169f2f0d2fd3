import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { callerOf } from "../aws/account-check";
import { readContainers, type RunningContainers } from "./emulator/containers";
import type { Emulator } from "./emulator/emulator";
import { Failure } from "../failure";
import { withPlan } from "../plan/plan-json";
import { destroyTargets, planDestruction, refuseProtected } from "../retain/destruction";
import { protectedResources } from "../retain/protection";
import { applyRoleName, onCallRoleName, planRoleName } from "../../naming/account-names";
import { bootstrapFoundation } from "../state/foundation";
import { noLockTimeout } from "../state/state-lock";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { allTasks } from "../task/declared-task";
import { checkOutcome, runTask } from "../task/run-task";
import { cdktfDeploy } from "../terraform/cdktf";
import { defaultParallelism } from "../terraform/options";
import type { State } from "../../terraform-json/state";
import { Terraform } from "../terraform/terraform";
import { terraformError } from "../terraform/terraform-error";
import { inPlaceOf } from "./callers";
import { proveConnections } from "./connection-proof";
import { proveDatabases } from "./database-proof";
import { deployAsOthersDo } from "./deployments";
import { checkNoTasks, checkTasks, nameFirstImages } from "./first-images";
import { giveNewValues } from "./new-values";
import { operateByHand } from "./operations-by-hand";
import { checkPermissions, checkServiceModels } from "./permissions-proof";
import { type PlanJson, planDifferences } from "./plan-differences";
import { Preparation } from "./preparation";
import { Progress } from "./progress";
import { requestHosts } from "./host-proof";
import { proveIsolation } from "./isolation-proof";
import { underRequests } from "./request-stream";
import { lookForBackups } from "./restorability";
import { runningTasks } from "./running-tasks";
import { fillInAsOperator, leaks, secretValues } from "./secret-values";
import { checkStoredState, seeLockDuring } from "./state-proof";
import { type FinishedStep, type Step, runSteps } from "./steps";

export interface EmulationProps {
  /** @default the first that is listed */
  readonly environment: string | undefined;
  /** Whether the emulator runs on with all that was deployed. */
  readonly keep: boolean;
  /** @default a free port */
  readonly port?: number;
  /** Whether tasks run where a container engine answers. */
  readonly containers: boolean;
  /** Images of the engine's, by ECR repositories. */
  readonly images: Readonly<Record<string, string>>;
  /** Called as soon as everything is deployed, before the rest is proven. */
  readonly onDeployed: (deployed: Deployed) => void;
  /** Called as soon as every host answers, where tasks run. */
  readonly onServed: (containers: RunningContainers) => void;
}

export interface Deployed {
  readonly stack: SynthesizedStack;
  readonly emulator: Emulator;
}

export interface EmulationResult extends Deployed {
  /** What runs in containers. @default nothing does */
  readonly containers: RunningContainers | undefined;
  /** Why no task ran. @default tasks did */
  readonly withoutTasks: string | undefined;
  readonly steps: readonly FinishedStep[];
  /** The addresses that the destroy left on purpose. */
  readonly retained: readonly string[];
}

/** Everything is the emulator's and short-lived: there is nothing to end gently. */
const stop = "at-once";

/**
 * Deploys one environment into an emulated AWS of its own, from its unchanged JSON, and proves what a deploy promises. It
 * works in a private folder, so that several run side by side; neither folder nor process outlives it, save a kept emulator.
 *
 * @throws Failure when a step fails or a proof does not hold
 */
export async function emulate(props: EmulationProps): Promise<EmulationResult> {
  const folder = await mkdtemp(path.join(tmpdir(), "emulate-"));
  const preparation = new Preparation(props, folder);
  let isKept = false;
  try {
    const prepared = await runSteps(preparation.steps());
    const { stack, foundation, emulator, runsTasks } = preparation;
    const emulation = new Emulation(stack, foundation, emulator, runsTasks);
    const deployed = await runSteps(emulation.deploySteps(props.keep ? [] : [emulation.firstPlan()]));
    props.onDeployed({ stack, emulator });
    const served = await runSteps([
      ...(props.keep ? [emulation.operatorSteps().fillIn] : emulation.emptySteps()),
      ...emulation.servingSteps(),
    ]);
    if (runsTasks) props.onServed(await readContainers(emulator.url));
    const proven = await runSteps([...(props.keep ? emulation.stateSteps() : []), ...emulation.proofSteps()]);
    const containers = runsTasks ? await readContainers(emulator.url) : undefined;
    const ended = await runSteps([...(props.keep ? [] : emulation.destroySteps()), ...emulation.callSteps()]);
    isKept = props.keep;
    return {
      containers,
      withoutTasks: preparation.withoutTasks,
      stack,
      emulator,
      steps: [...prepared, ...deployed, ...served, ...proven, ...ended],
      retained: emulation.retained,
    };
  } finally {
    if (!isKept) await preparation.endEmulator();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The steps of an emulation, of one synthesized stack. */
export class Emulation {
  retained: readonly string[] = [];
  private readonly terraform: Terraform;
  private readonly planFile: string;

  constructor(
    private readonly stack: SynthesizedStack,
    private readonly foundation: SynthesizedStack,
    private readonly emulator: Emulator,
    private readonly runsTasks: boolean,
  ) {
    this.terraform = new Terraform(stack, { stop });
    this.planFile = path.join(stack.directory, "second.tfplan");
  }

  /** What a review needs; who wants to look around waits for the deploy only. */
  firstPlan(): Step {
    return { title: "Plan the first deploy", run: () => inPlaceOf("plan", () => this.planFirst()) };
  }

  deploySteps(before: readonly Step[]): Step[] {
    return [
      { title: "Bootstrap the account", run: () => inPlaceOf("administrator", () => this.bootstrap()) },
      ...before,
      this.deployStep("Deploy"),
    ];
  }

  /** @param signal what ends it before its time, gently. @default the command's interruption, which ends it at once */
  deployStep(title: string, signal?: AbortSignal): Step {
    return { title, run: (show) => inPlaceOf("apply", () => this.deploy(show, signal)) };
  }

  /** What an operator does after the first deploy, for tasks to start with the next one. */
  operatorSteps(): { readonly fillIn: Step; readonly nameImages: Step } {
    return {
      fillIn: { title: "Fill in what an operator fills in", run: () => this.fillIn() },
      nameImages: { title: "Name the first images", run: () => this.nameImages() },
    };
  }

  /** What an environment without an image shows, for which a user who looks around does not wait. */
  emptySteps(): Step[] {
    return [
      ...this.stateSteps(),
      this.operatorSteps().fillIn,
      { title: "Plan before there is an image", run: () => inPlaceOf("plan", () => this.planAgain()) },
    ];
  }

  stateSteps(): Step[] {
    return [
      {
        title: "Bootstrap the account again",
        run: () => inPlaceOf("administrator", () => this.bootstrapAgain()),
      },
      { title: "Look at the stored state", run: () => this.checkState() },
    ];
  }

  /** From the first images until every host answers. */
  servingSteps(): Step[] {
    return [
      this.operatorSteps().nameImages,
      this.deployStep("Deploy them"),
      { title: "Look at the tasks", run: () => checkTasks(this.stack) },
      ...(this.runsTasks ? [{ title: "Request every host", run: () => requestHosts(this.emulator.url) }] : []),
    ];
  }

  proofSteps(): Step[] {
    return [
      ...(this.runsTasks ? this.insideSteps() : []),
      { title: "Run every task by hand", run: () => inPlaceOf("on-call", () => this.runTasks()) },
      { title: "Plan again", run: () => inPlaceOf("plan", () => this.planAgain()) },
      { title: "Search for secret values", run: () => this.searchSecrets() },
      { title: "Scale and deploy as others do", run: () => this.whileRequested(() => this.deployAsOthersDo()) },
      {
        title: "Restart, roll back and scale by hand",
        run: () =>
          this.whileRequested(() =>
            inPlaceOf("on-call", () => operateByHand(this.stack, { runsTasks: this.runsTasks })),
          ),
      },
      { title: "Give secrets new values", run: () => this.whileRequested(() => this.giveNewValues()) },
      { title: "Look for what a restore needs", run: () => this.lookForBackups() },
      { title: "Plan after that", run: () => inPlaceOf("plan", () => this.planAgain()) },
    ];
  }

  /** What only tasks that run can show. */
  private insideSteps(): Step[] {
    const { url } = this.emulator;
    return [
      {
        title: "Try who may connect to whom",
        run: async () => proveConnections(url, this.stack, await runningTasks(this.stack)),
      },
      {
        title: "Connect to the databases from inside",
        run: async () => proveDatabases(url, this.stack, await runningTasks(this.stack)),
      },
      {
        title: "Look at what containers have and may",
        run: async () => proveIsolation(url, this.stack.region, await runningTasks(this.stack)),
      },
    ];
  }

  destroySteps(): Step[] {
    if (protectedResources(this.stack).length === 0) {
      return [{ title: "Destroy", run: (show) => inPlaceOf("apply", () => this.destroy(show)) }];
    }
    return [
      { title: "Try to destroy", run: () => this.tryToDestroy() },
      { title: "Destroy all but what is protected", run: (show) => inPlaceOf("apply", () => this.destroy(show)) },
    ];
  }

  callSteps(): Step[] {
    const account = this.foundation.name.replace(/^foundation-/, "");
    const roles = [
      { caller: "plan", role: planRoleName(account) },
      { caller: "apply", role: applyRoleName(this.stack.name) },
      { caller: "on-call", role: onCallRoleName(account) },
    ] as const;
    return [
      {
        title: "Hold requests and answers against AWS's service models",
        run: async () => checkServiceModels(await this.emulator.callLog()),
      },
      {
        title: "Hold calls against the roles' permissions",
        run: async () => checkPermissions(await this.emulator.callLog(), this.foundation, roles),
      },
    ];
  }

  private async bootstrap(): Promise<string> {
    const { created, applied } = await this.bootstrapFoundation();
    if (applied === undefined) throw new Failure(`${this.foundation.name} did not adopt ${created.join(", ")}.`);
    return applied;
  }

  private async bootstrapAgain(): Promise<string> {
    const { created, applied } = await this.bootstrapFoundation();
    const changes = [...created, ...(applied === undefined ? [] : [applied])];
    if (changes.length > 0)
      throw new Failure(`A second bootstrap of ${this.foundation.name} changed: ${changes.join(", ")}`);
    return "nothing to change";
  }

  private bootstrapFoundation(): ReturnType<typeof bootstrapFoundation> {
    return bootstrapFoundation(this.foundation, {
      stop,
      approveDestruction: (addresses) => {
        throw new Failure(`${this.foundation.name} would destroy or replace what it adopted: ${addresses.join(", ")}`);
      },
    });
  }

  /** As reviews do, of which the foundation has some, too. */
  private async planFirst(): Promise<string> {
    for (const stack of [this.foundation, this.stack])
      await withPlan(stack, { lockTimeout: noLockTimeout }, () => Promise.resolve());
    return `${this.foundation.name} and ${this.stack.name}`;
  }

  private async deploy(show: (progress: string) => void, signal?: AbortSignal): Promise<string> {
    const progress = new Progress();
    const onLine = (line: string): void => {
      show(progress.read(line));
    };
    const deploying = cdktfDeploy(this.stack, {
      autoApprove: true,
      parallelism: defaultParallelism,
      lockTimeout: noLockTimeout,
      ...(signal === undefined ? { stop } : { signal }),
      onLine,
    });
    const { result, lock } = await seeLockDuring(this.stack, deploying);
    if (result.exitCode !== 0)
      throw new Failure(`cdktf deploy ${this.stack.name} failed:\n${terraformError(result.output)}`);
    if (!lock) throw new Failure(`The state of ${this.stack.name} was not locked during the deploy.`);
    return `${progress.toString()}, the state was locked by ${lock.Who}`;
  }

  private async checkState(): Promise<string> {
    await checkStoredState(this.stack);
    return "in the bucket, encrypted with KMS, unlocked";
  }

  private async fillIn(): Promise<string> {
    const filledIn = await fillInAsOperator(this.stack);
    return filledIn.length === 0 ? "nothing" : `secrets and parameters without a value (${filledIn.length})`;
  }

  private async nameImages(): Promise<string> {
    await checkNoTasks(this.stack);
    const named = await nameFirstImages(this.stack);
    return named.length === 0 ? "none is awaited" : named.join(", ");
  }

  private async runTasks(): Promise<string> {
    const tasks = allTasks(this.stack);
    const { arn: caller } = await callerOf(this.stack.region);
    const quietly = { onStatus: (): void => undefined, onLine: (): void => undefined };
    for (const task of tasks) {
      const { outcome } = await runTask(task, { caller, wait: true, pollSeconds: 0.1, ...quietly });
      if (outcome) checkOutcome(task, outcome);
    }
    return tasks.length === 0 ? "none" : tasks.map(({ service, name }) => `${service} ${name}`).join(", ");
  }

  private async planAgain(): Promise<string> {
    const { exitCode, output } = await this.terraform.run([
      "plan",
      "-input=false",
      "-no-color",
      "-detailed-exitcode",
      `-out=${this.planFile}`,
    ]);
    if (exitCode === 1) throw new Failure(`The plan failed:\n${terraformError(output)}`);
    if (exitCode === 0) return "nothing to change";
    const plan = JSON.parse(await this.terraform.showPlan(this.planFile)) as PlanJson;
    const differences = planDifferences(plan);
    if (differences.length === 0) return "nothing to change";
    throw new Failure(["The plan is not empty:", ...differences.map((line) => `  ${line}`)].join("\n"));
  }

  /** None of what people and pipelines do while an environment runs may cost a request. */
  private whileRequested(act: () => Promise<string>): Promise<string> {
    if (!this.runsTasks) return act();
    return underRequests(this.emulator.url, this.stack, async () => {
      const done = await act();
      await runningTasks(this.stack);
      return done;
    });
  }

  private async deployAsOthersDo(): Promise<string> {
    return deployAsOthersDo(this.stack, await this.state(), { runsTasks: this.runsTasks });
  }

  private async giveNewValues(): Promise<string> {
    return giveNewValues(await this.state(), this.stack.region);
  }

  private async lookForBackups(): Promise<string> {
    return lookForBackups(await this.state(), this.stack.region);
  }

  private async state(): Promise<State> {
    const state = await this.terraform.pullState();
    if (!state) throw new Failure(`${this.stack.name} has no state.`);
    return state;
  }

  private async searchSecrets(): Promise<string> {
    const secrets = await secretValues(this.stack.region);
    const found = leaks(secrets, {
      "the state": JSON.stringify(await this.terraform.pullState()),
      "the synthesized JSON": JSON.stringify(this.stack.json),
      "the plan": await this.terraform.showPlan(this.planFile),
    });
    if (found.length > 0) throw new Failure(["Secret values show:", ...found.map((line) => `  ${line}`)].join("\n"));
    return `none of ${secrets.length} in state, JSON and plan`;
  }

  private tryToDestroy(): Promise<string> {
    try {
      refuseProtected(this.stack);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return Promise.resolve(`refused: protected resources (${protectedResources(this.stack).length})`);
    }
    throw new Failure(`${this.stack.name} protects resources, but destroy does not refuse.`);
  }

  private async destroy(show: (progress: string) => void): Promise<string> {
    const progress = new Progress();
    const retention = await planDestruction(this.stack, this.terraform);
    const left = await destroyTargets(this.terraform, retention, {
      parallelism: defaultParallelism,
      lockTimeout: noLockTimeout,
      onLine: (line) => {
        show(progress.read(line));
      },
    });
    if (left.join() !== retention.retained.join()) {
      throw new Failure(
        [`What is left is not what was to be kept:`, ...left.map((address) => `  ${address}`)].join("\n"),
      );
    }
    this.retained = left;
    return left.length === 0 ? "nothing is left" : `left is only what is protected or needed by it (${left.length})`;
  }
}
