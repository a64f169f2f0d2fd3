import { Command } from "commander";

import { runCommand } from "./command";

/** Each command is loaded when it is asked for: `synth` need not wait for the AWS SDK. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  synth: async () => (await import("./synth.js")).synthCommand(),
  preflight: async () => (await import("./preflight.js")).preflightCommand(),
  plan: async () => (await import("./plan.js")).planCommand(),
  review: async () => (await import("./review.js")).reviewCommand(),
  apply: async () => (await import("./apply.js")).applyCommand(),
  adopt: async () => (await import("./adopt.js")).adoptCommand(),
  affected: async () => (await import("./affected.js")).affectedCommand(),
  deploy: async () => (await import("./deploy.js")).deployCommand(),
  destroy: async () => (await import("./destroy.js")).destroyCommand(),
  bootstrap: async () => (await import("./bootstrap.js")).bootstrapCommand(),
  cost: async () => (await import("./cost.js")).costCommand(),
  docs: async () => (await import("./docs.js")).docsCommand(),
  secrets: async () => (await import("./secrets.js")).secretsCommand(),
  report: async () => (await import("./report.js")).reportCommand(),
  status: async () => (await import("./status.js")).statusCommand(),
  logs: async () => (await import("./logs.js")).logsCommand(),
  exec: async () => (await import("./exec.js")).execCommand(),
  restart: async () => (await import("./restart.js")).restartCommand(),
  rollback: async () => (await import("./rollback.js")).rollbackCommand(),
  scale: async () => (await import("./scale.js")).scaleCommand(),
  tunnel: async () => (await import("./tunnel.js")).tunnelCommand(),
  task: async () => (await import("./task.js")).taskCommand(),
  retain: async () => (await import("./retain.js")).retainCommand(),
  policy: async () => (await import("./policy.js")).policyCommand(),
  emulate: async () => (await import("./emulate.js")).emulateCommand(),
};

// The packages are pinned: a hint about their later versions is noise in every command.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

async function main(): Promise<void> {
  const program = new Command("npm run").description("Commands of the platform.").helpCommand(false);
  const asked = Object.keys(commands).filter((name) => name === process.argv[2]);
  for (const name of asked.length > 0 ? asked : Object.keys(commands)) {
    const command = await commands[name]?.();
    if (command) program.addCommand(command);
  }
  await runCommand(program);
}

void main();
