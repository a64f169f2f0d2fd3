import { didYouMean } from "../../config/nearest";
import { Failure } from "../failure";
import type { SynthesizedStack } from "../synthesized-stack";

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

type ByService<T> = Readonly<Record<string, T>>;

/** Every task of every service of a stack. */
export function allTasks(stack: SynthesizedStack): DeclaredTask[] {
  return Object.entries(output(stack, "tasks") ?? {}).flatMap(([service, tasks]) =>
    Object.keys(tasks).map((name) => findTask(stack, service, name)),
  );
}

/** @throws Failure for an unknown service or task, with the nearest known one */
export function findTask(stack: SynthesizedStack, service: string, name: string): DeclaredTask {
  const services = output(stack, "services") ?? {};
  const serviceName = services[service];
  if (serviceName === undefined) {
    const known = Object.keys(services);
    throw new Failure(
      `${stack.name} has no service "${service}"${didYouMean(service, known)} (known: ${known.join(", ")})`,
    );
  }
  const tasks = output(stack, "tasks")?.[service] ?? {};
  const command = tasks[name];
  if (!command) {
    const known = Object.keys(tasks);
    throw new Failure(
      known.length === 0
        ? `The service ${service} of ${stack.name} has no tasks; its configuration declares them at release and tasks.`
        : `The service ${service} of ${stack.name} has no task "${name}"${didYouMean(name, known)} (known: ${known.join(", ")})`,
    );
  }
  return {
    ...{ environment: stack.name, region: stack.region, service, name, serviceName },
    command: command.map(plain),
    clusterName: output(stack, "cluster") ?? "",
    skippedRelease: output(stack, "skipped_releases")?.[service]?.map(plain),
  };
}

/** The outputs of an environment's stack that tell its tasks. */
interface TaskOutputs {
  readonly cluster: string;
  readonly services: ByService<string>;
  readonly tasks: ByService<Readonly<Record<string, readonly string[]>>>;
  readonly skipped_releases: ByService<readonly string[]>;
}

/** An output, with names in the place of the references to them; `undefined` in a stack that has none. */
function output<Name extends keyof TaskOutputs>(stack: SynthesizedStack, name: Name): TaskOutputs[Name] | undefined {
  const names = new Map(stack.resources.map(({ address, body }) => [address, body.name]));
  const { value } = stack.json.output?.[name] ?? {};
  if (value === undefined) return undefined;
  const text = JSON.stringify(value).replaceAll(
    /(?<!\$)\$\{([\w-]+\.[\w-]+)\.name\}/g,
    (reference, address: string) => {
      const known = names.get(address);
      return typeof known === "string" ? known : reference;
    },
  );
  return JSON.parse(text) as TaskOutputs[Name];
}

/** Text as it was before Terraform was kept from taking it for a template. */
function plain(text: string): string {
  return text.replaceAll("$${", "${").replaceAll("%%{", "%{");
}
