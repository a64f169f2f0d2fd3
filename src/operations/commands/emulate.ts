import { Command, InvalidArgumentError, Option } from "commander";

import { examples, positiveInteger } from "../command";
import { type Deployed, type EmulationResult, emulate } from "../emulate/emulation";
import type { RunningContainers } from "../emulate/emulator/containers";
import { emulateAndWatch } from "../emulate/watch/watch";
import { terminalTable } from "../table";

const engines = "Tasks run where a container engine does: https://docs.docker.com/get-started/get-docker/";

interface EmulateOptions {
  readonly keep?: true;
  readonly watch?: true;
  readonly port?: number;
  readonly containers: boolean;
  readonly image: Readonly<Record<string, string>>;
}

export function emulateCommand(): Command {
  return new Command("emulate")
    .description(
      "Deploy an environment into an emulated AWS on this machine, prove what a deploy promises, destroy it again.",
    )
    .argument("[environment]", "which one (default: the first that is listed in environments/index.ts)")
    .option("--keep", "leave the emulated AWS running, with everything deployed")
    .addOption(
      new Option(
        "--watch",
        "deploy again whenever the configuration or an image changes, and tell which tasks fail and why",
      ).conflicts(["keep", "containers"]),
    )
    .option("--port <number>", "port of the emulated AWS (default: a free one)", positiveInteger)
    .option("--no-containers", "run no task, though a container engine answers")
    .option("--image <repository=image>", "a local image for an ECR repository; may be repeated", namedImage, {})
    .addHelpText(
      "after",
      examples(
        "npm run emulate -- finance-app-staging",
        "npm run emulate -- finance-app-staging --keep --port 5000",
        "npm run emulate -- finance-app-staging --watch --image api=my-api:latest",
      ),
    )
    .action(async (environment: string | undefined, { keep, watch, image, containers, ...port }: EmulateOptions) => {
      if (watch)
        await emulateAndWatch({ environment, images: image, ...port }, (message) => {
          process.stdout.write(`${message}\n`);
        });
      const onDeployed = (deployed: Deployed): void => {
        if (keep)
          process.stdout.write(`\nEverything is deployed; its checks follow.\n${howToLookAround(deployed)}\n\n`);
      };
      const result = await emulate({
        environment,
        keep: keep ?? false,
        images: image,
        containers,
        onDeployed,
        onServed: (containers) => {
          if (keep) process.stdout.write(`\n${addresses(containers)}\n`);
        },
        ...port,
      });
      process.stdout.write(`\n${summary(result)}\n`);
      if (keep) process.stdout.write(`\n${addresses(result.containers)}${howToLookAround(result)}\n`);
    });
}

function namedImage(text: string, others: Readonly<Record<string, string>>): Record<string, string> {
  const [, repository, image] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (repository === undefined || image === undefined)
    throw new InvalidArgumentError("Expected an ECR repository and a local image, as in api=my-api:latest.");
  return { ...others, [repository]: image };
}

function summary({ stack, steps, retained, containers, withoutTasks }: EmulationResult): string {
  const counts = Object.entries(stack.json.resource ?? {});
  const rows = counts.map(([type, byName]): [string, number] => [type, Object.keys(byName).length]);
  const seconds = steps.reduce((sum, step) => sum + step.seconds, 0);
  return [
    terminalTable()(["resource type", "count"], [...rows, ["all", stack.resources.length]]),
    terminalTable()(
      ["step", "result", "seconds"],
      steps.map((step) => [step.title, step.result, step.seconds.toFixed(1)]),
    ),
    ...(containers ? differences(containers) : [`No task ran: ${withoutTasks ?? ""}. ${engines}`]),
    ...(retained.length === 0 ? [] : [`Kept on purpose:\n${retained.map((address) => `  ${address}`).join("\n")}`]),
    `${stack.name}: all checks passed, in ${seconds.toFixed(0)} s.`,
  ].join("\n\n");
}

/** What the tasks ran with instead of what AWS has. */
function differences({ exceptions }: RunningContainers): string[] {
  const lines = exceptions.map((line) => `  ${line}`);
  return lines.length === 0 ? [] : [`Other than on AWS:\n${lines.join("\n")}`];
}

/** Where a browser and curl open what the environment's hosts serve. */
function addresses(containers: RunningContainers | undefined): string {
  if (!containers || containers.hosts.length === 0) return "";
  const lines = containers.hosts.flatMap(({ url }) => [`  curl ${url}`]);
  return `Open what it serves in a browser, or:\n\n${lines.join("\n")}\n\n`;
}

function howToLookAround({ stack, emulator }: Deployed): string {
  const names = ["AWS_ENDPOINT_URL", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION", "AWS_DEFAULT_REGION"];
  return [
    `The emulated AWS runs on at ${emulator.url} (what exists: ${emulator.url}/moto-api/, its log: ${emulator.log}). Look around:`,
    "",
    ...names.map((name) => `  export ${name}=${emulator.environment[name] ?? ""}`),
    "  aws ecs list-clusters",
    `  aws s3 ls s3://${stack.backend.bucket}`,
    `  npm run plan -- ${stack.name}`,
    "",
    `Stop it:  kill ${String(emulator.pid)}`,
  ].join("\n");
}
