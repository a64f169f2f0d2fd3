import { ECSClient, ECSServiceException, ExecuteCommandCommand, type Session } from "@aws-sdk/client-ecs";
import { Command } from "commander";

import { awsClient } from "../aws/client";
import { examples } from "../command";
import { Failure } from "../failure";
import { commandLine } from "../../shell/command-line";
import { resolveSubject } from "../services/resolve-service";
import { printResult, say } from "../services/output";
import { requireSessionPlugin, runSession } from "../exec/session-plugin";
import { type Reachable, findReachable, requireExec } from "../exec/session-task";
import type { DeclaredService } from "../synth/declared-services";
import { findService } from "../synth/declared-services";

interface ExecOptions {
  readonly task?: string;
  readonly container?: string;
  readonly json?: true;
}

export function execCommand(): Command {
  return new Command("exec")
    .description("Run a command in a task of a service that runs already, a shell by default.")
    .argument("<environment>")
    .argument("<service>")
    .argument("[command...]", "after another --", ["sh"])
    .option("--task <id>", "of which task, by its id or what that begins with (the one that was started last)")
    .option("--container <name>", "in which container (the application's)")
    .option("--json", "tell on standard output what was reached, the session on standard error")
    .addHelpText(
      "after",
      examples(
        "npm run exec -- finance-app-staging api",
        "npm run exec -- finance-app-staging api -- bin/rails console",
        "npm run exec -- finance-app-staging api --container otel-collector",
      ),
    )
    .action(async (environment: string, key: string, command: string[], { task, container, json }: ExecOptions) => {
      const { subject: service } = await resolveSubject(environment, (stack) => {
        const found = findService(stack, key);
        requireExec(found);
        return found;
      });
      await requireSessionPlugin();
      const ecs = awsClient(ECSClient, service.region);
      const reachable = await findReachable(ecs, service, { task, container });
      say(`${key}: ${commandLine(command)} in ${reachable.container} of ${reachable.task}`);
      const exitCode = await runSession({
        session: await openSession(ecs, service, reachable, commandLine(command)),
        region: service.region,
        request: { Target: reachable.target },
        output: json ? "error" : "output",
      });
      if (json) printResult(json, { environment, service: key, command, ...reachable, exitCode }, "");
      if (exitCode !== 0) throw new Failure(`The session ended with exit code ${exitCode}.`);
    });
}

async function openSession(
  ecs: ECSClient,
  { clusterName, key }: DeclaredService,
  { task, container }: Reachable,
  command: string,
): Promise<Session> {
  try {
    const { session } = await ecs.send(
      new ExecuteCommandCommand({ cluster: clusterName, task, container, command, interactive: true }),
    );
    return session ?? {};
  } catch (error) {
    if (!(error instanceof ECSServiceException)) throw error;
    throw new Failure(`ECS opens no session in ${key}: ${error.message}`);
  }
}
