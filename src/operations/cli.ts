import { createRequire } from "node:module";

import { Command } from "commander";

import { runCommand } from "./command";
import type * as MissingArgument from "./missing-argument";

/** Every command, with what the list of them says. Its file in `commands/` is read when it is called: `synth` need not wait for the AWS SDK. */
const commands: Readonly<Record<string, string>> = {
  synth: "write the Terraform JSON of stacks",
  preflight: "check everything that a deploy needs, and change nothing",
  plan: "show what a deploy would change",
  review: "judge a plan: what a reviewer must not miss comes first",
  apply: "apply a reviewed plan",
  adopt: "import what another tool made",
  affected: "list the stacks that differ from another revision's",
  deploy: "plan, ask, and deploy an environment",
  recover: "complete the state after an interrupted deploy or a restored state",
  destroy: "destroy an environment, except what is protected",
  bootstrap: "prepare an account for its first deploy",
  cost: "estimate what a month of an environment costs",
  prices: "write a region's file of prices",
  docs: "write the generated pages and pictures",
  secrets: "fill the secret of a service",
  report: "write the state of an environment, and what is pending",
  status: "print the short form of the report",
  logs: "print what services and tasks log",
  exec: "run a command in a running task of a service",
  restart: "replace the tasks of a service",
  rollback: "run an earlier revision of a service",
  scale: "start or stop tasks of a service",
  tunnel: "connect to a database from this machine",
  task: "run a task of a service",
  retain: "write down what a plan must never destroy",
  policy: "check stacks against checkov, and their policies against AWS's reference",
  emulate: "deploy into an emulated AWS, check, and destroy",
};

// The packages are pinned: a hint about their later versions is noise in every command.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

const load = createRequire(__filename);

/** The command of a name, from its file in `commands/`, which exports it as `nameCommand`. */
function loadCommand(name: string): Command {
  const file = load(`./commands/${name}`) as Readonly<Record<string, () => Command>>;
  const create = file[`${name}Command`];
  if (!create) throw new Error(`commands/${name}.ts exports no ${name}Command`);
  return create();
}

async function main(): Promise<void> {
  const program = new Command("npm run").description("Commands of the platform.").helpCommand(false);
  const asked = process.argv[2] ?? "";
  if (Object.hasOwn(commands, asked)) program.addCommand(loadCommand(asked));
  else for (const [name, summary] of Object.entries(commands)) program.command(name).description(summary);
  await runCommand(program, async (command) => {
    const { namesForMissing } = load("./missing-argument") as typeof MissingArgument;
    return namesForMissing(command);
  });
}

void main();
