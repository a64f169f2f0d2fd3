import { didYouMean } from "../../config/did-you-mean";
import { Failure } from "../failure";
import { findService, ofService, outputOf } from "../synth/declared-services";
import type { SynthesizedStack } from "../synth/synthesized-stack";

/** A command that is run in a task of its own, as the synthesized JSON tells it. */
export interface DeclaredTask {
  readonly environment: string;
  readonly region: string;
  /** The service's key, which is its container's name. */
  readonly service: string;
  readonly name: string;
  readonly command: readonly string[];
  /** Name of the ECS cluster. */
  readonly clusterName: string;
  /** Name of the ECS service. */
  readonly serviceName: string;
  /** What takes the place of a release that runs at every start. @default none does */
  readonly skippedRelease: readonly string[] | undefined;
}

/** Every task of every service of a stack. */
export function allTasks(stack: SynthesizedStack): DeclaredTask[] {
  return Object.entries(outputOf(stack, "tasks") ?? {}).flatMap(([service, tasks]) =>
    Object.keys(tasks).map((name) => findTask(stack, service, name)),
  );
}

/** @throws Failure for an unknown service or task, with the nearest known one */
export function findTask(stack: SynthesizedStack, service: string, name: string): DeclaredTask {
  const { clusterName, serviceName } = findService(stack, service);
  const tasks = new Map(Object.entries(ofService(outputOf(stack, "tasks"), service) ?? {}));
  const command = tasks.get(name);
  if (!command) {
    const known = [...tasks.keys()];
    throw new Failure(
      known.length === 0
        ? `The service ${service} of ${stack.name} has no tasks; its configuration declares them at release and tasks.`
        : `The service ${service} of ${stack.name} has no task "${name}"${didYouMean(name, known)} (known: ${known.join(", ")})`,
    );
  }
  return {
    ...{ environment: stack.name, region: stack.region, service, name, clusterName, serviceName },
    command: command.map(plain),
    skippedRelease: ofService(outputOf(stack, "skipped_releases"), service)?.map(plain),
  };
}

/** Text as it was before Terraform was kept from taking it for a template. */
function plain(text: string): string {
  return text.replaceAll("$${", "${").replaceAll("%%{", "%{");
}
