import { Command } from "commander";

import { runCommand } from "./command";

/** Each command is loaded when it is asked for: `synth` need not wait for the AWS SDK. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  synth: async () => (await import("./commands/synth.js")).synthCommand(),
  preflight: async () => (await import("./commands/preflight.js")).preflightCommand(),
  plan: async () => (await import("./commands/plan.js")).planCommand(),
  review: async () => (await import("./commands/review.js")).reviewCommand(),
  apply: async () => (await import("./commands/apply.js")).applyCommand(),
  adopt: async () => (await import("./commands/adopt.js")).adoptCommand(),
  affected: async () => (await import("./commands/affected.js")).affectedCommand(),
  deploy: async () => (await import("./commands/deploy.js")).deployCommand(),
  recover: async () => (await import("./commands/recover.js")).recoverCommand(),
  destroy: async () => (await import("./commands/destroy.js")).destroyCommand(),
  bootstrap: async () => (await import("./commands/bootstrap.js")).bootstrapCommand(),
  cost: async () => (await import("./commands/cost.js")).costCommand(),
  prices: async () => (await import("./commands/prices.js")).pricesCommand(),
  docs: async () => (await import("./commands/docs.js")).docsCommand(),
  secrets: async () => (await import("./commands/secrets.js")).secretsCommand(),
  report: async () => (await import("./commands/report.js")).reportCommand(),
  status: async () => (await import("./commands/status.js")).statusCommand(),
  logs: async () => (await import("./commands/logs.js")).logsCommand(),
  exec: async () => (await import("./commands/exec.js")).execCommand(),
  restart: async () => (await import("./commands/restart.js")).restartCommand(),
  rollback: async () => (await import("./commands/rollback.js")).rollbackCommand(),
  scale: async () => (await import("./commands/scale.js")).scaleCommand(),
  tunnel: async () => (await import("./commands/tunnel.js")).tunnelCommand(),
  task: async () => (await import("./commands/task.js")).taskCommand(),
  retain: async () => (await import("./commands/retain.js")).retainCommand(),
  policy: async () => (await import("./commands/policy.js")).policyCommand(),
  emulate: async () => (await import("./commands/emulate.js")).emulateCommand(),
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
  await runCommand(program, async (command) => (await import("./missing-argument.js")).namesForMissing(command));
}

void main();
