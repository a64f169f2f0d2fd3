import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import { Failure } from "../../failure";
import { interruption } from "../../interruption";
import { deployerOf } from "../../services/deployer";
import { checkProgress } from "../../services/progress";
import { type DeclaredService, declaredServices } from "../../synth/declared-services";
import type { SynthesizedStack } from "../../synth/synthesized-stack";
import { Emulation } from "../emulation";
import { readContainers } from "../emulator/containers";
import { engineProblem } from "../emulator/engine";
import { isServed, statusOf } from "../https-request";
import { Preparation, type PreparationProps } from "../preparation";
import { runSteps } from "../steps";
import { FailedTasks } from "./failed-tasks";
import { dealWithChanges } from "./rounds";
import type { Changed } from "./watched";

/** What decides what an environment is. */
const files = ["environments", "main.ts", "src"];

/** Milliseconds until a host has to answer after a deploy. */
const patience = 60_000;

/**
 * Deploys an environment into an emulated AWS in which tasks run, and again whenever the configuration or an image changes.
 * Between and meanwhile it tells which tasks fail, and why.
 *
 * @throws Failure when the first deploy fails, or no container engine answers
 * @throws Interrupted when the command is
 */
export async function emulateAndWatch(
  props: Omit<PreparationProps, "keep" | "containers">,
  say: (message: string) => void,
): Promise<never> {
  const problem = await engineProblem();
  if (problem !== undefined) throw new Failure(`--watch runs tasks, but ${problem}.`);
  const folder = await mkdtemp(path.join(tmpdir(), "emulate-"));
  const preparation = new Preparation({ ...props, keep: false, containers: true }, folder);
  try {
    await runSteps(preparation.steps());
    const watch = new Watch(preparation, say);
    await watch.deployFirst();
    return await watch.deployAgain(props.images);
  } finally {
    await preparation.endEmulator();
    await rm(folder, { recursive: true, force: true });
  }
}

class Watch {
  private readonly failedTasks: FailedTasks;
  private known = new Set<string>();

  constructor(
    private readonly preparation: Preparation,
    private readonly say: (message: string) => void,
  ) {
    this.failedTasks = new FailedTasks(say);
  }

  /** Everything but the tasks, for which an operator does what is left. */
  async deployFirst(): Promise<void> {
    await runSteps([...this.emulation().deploySteps([]), ...this.operatorSteps()]);
    this.known = this.keys();
  }

  async deployAgain(images: Readonly<Record<string, string>>): Promise<never> {
    void this.failedTasks.tell(() => this.stack, interruption);
    const round = (changed: Changed, signal: AbortSignal): Promise<void> => this.deal(changed, signal);
    return dealWithChanges({ files, images }, round, this.say);
  }

  private get stack(): SynthesizedStack {
    return this.preparation.stack;
  }

  private async deal({ configuration, repositories }: Changed, signal: AbortSignal): Promise<void> {
    this.failedTasks.forget();
    if (configuration) await this.deploy(signal);
    if (repositories.length > 0) await this.restart(repositories, signal);
    this.say([...(await this.hosts(signal)), "Waiting for a change; Ctrl-C ends it.", ""].join("\n"));
  }

  private async deploy(signal: AbortSignal): Promise<void> {
    await this.preparation.synthesize();
    const isNew = [...this.keys()].some((key) => !this.known.has(key));
    const deploy = this.emulation().deployStep("Deploy", signal);
    await runSteps(
      isNew ? [deploy, ...this.operatorSteps(), this.emulation().deployStep("Deploy them", signal)] : [deploy],
    );
    this.known = this.keys();
  }

  /** Starts the tasks whose image is another one now. */
  private async restart(repositories: readonly string[], signal: AbortSignal): Promise<void> {
    const services = declaredServices(this.stack).filter(({ repository = "" }) =>
      repositories.some((name) => name === repository || name === repository.split("/").at(-1)),
    );
    await runSteps(
      services.map((service) => ({ title: `Restart ${service.key}`, run: () => restarted(service, signal) })),
    );
  }

  private emulation(): Emulation {
    const { stack, foundation, emulator, runsTasks } = this.preparation;
    return new Emulation(stack, foundation, emulator, runsTasks);
  }

  private operatorSteps(): Parameters<typeof runSteps>[0][number][] {
    const { fillIn, nameImages } = this.emulation().operatorSteps();
    return [fillIn, nameImages];
  }

  private keys(): Set<string> {
    return new Set(declaredServices(this.stack).map(({ key }) => key));
  }

  /** What each host answers, as soon as all are served. */
  private async hosts(signal: AbortSignal): Promise<string[]> {
    const deadline = Date.now() + patience;
    for (;;) {
      const answers = await this.answers();
      if (answers.every(({ answer }) => isServed(answer)) || Date.now() > deadline)
        return answers.map(({ url, answer }) => `${url} answers ${String(answer)}`);
      await delay(1_000, undefined, { signal });
    }
  }

  private async answers(): Promise<{ readonly url: string; readonly answer: number | string }[]> {
    const { hosts, listeners, authority } = await readContainers(this.preparation.emulator.url);
    const ports = listeners.filter(({ port }) => port === 443).map(({ publishedAt }) => publishedAt);
    return Promise.all(
      hosts.map(async ({ name, url }) => {
        const answers = await Promise.all(ports.map((port) => statusOf(port, name, authority)));
        return { url, answer: answers.find(isServed) ?? answers[0] ?? "nothing" };
      }),
    );
  }
}

async function restarted(service: DeclaredService, signal: AbortSignal): Promise<string> {
  const deployer = deployerOf(service);
  const { id } = await deployer.start();
  for (;;) {
    const progress = await deployer.progress(id);
    if (progress.state !== "in progress") {
      checkProgress(`restart of ${service.key}`, progress);
      return progress.text;
    }
    await delay(500, undefined, { signal });
  }
}
