import { ECSClient } from "@aws-sdk/client-ecs";
import { SSMClient, SSMServiceException, StartSessionCommand, type StartSessionResponse } from "@aws-sdk/client-ssm";
import { Command } from "commander";

import { awsClient } from "../aws/client";
import { examples, portNumber } from "../command";
import { Failure } from "../failure";
import { interruption } from "../interruption";
import { connectionAdvice } from "../tunnel/connection-advice";
import { endpointOf } from "../tunnel/database-endpoint";
import { findDatabase, serviceThatReaches } from "../tunnel/declared-databases";
import { requireFreePort } from "../tunnel/local-port";
import { resolveSubject } from "../services/resolve-service";
import { printResult, say } from "../services/output";
import { requireSessionPlugin, runSession } from "../exec/session-plugin";
import { findReachable } from "../exec/session-task";

interface TunnelOptions {
  readonly port?: number;
  readonly through?: string;
  readonly json?: true;
}

export function tunnelCommand(): Command {
  return new Command("tunnel")
    .description("Make a database of an environment answer on this machine, through a task that may connect to it.")
    .argument("<environment>")
    .argument("[database]", "which, where there are several")
    .option("--port <number>", "on which port of this machine (the database's own)", portNumber)
    .option("--through <service>", "through a task of which service (the first that may connect)")
    .option("--json", "tell on standard output where it answers, as JSON")
    .addHelpText(
      "after",
      examples(
        "npm run tunnel -- finance-app-staging --port 15432",
        "npm run tunnel -- twiggy-nonprod twiggy-stg-cluster --through twiggy-api",
      ),
    )
    .action(async (environment: string, name: string | undefined, { port, through, json }: TunnelOptions) => {
      const { stack, subject } = await resolveSubject(environment, (one) => {
        const database = findDatabase(one, name);
        return { database, service: serviceThatReaches(database, through) };
      });
      const { database, service } = subject;
      const { region } = stack;
      await requireSessionPlugin();
      const endpoint = await endpointOf(region, database);
      const localPort = port ?? endpoint.port;
      await requireFreePort(localPort, `npm run tunnel -- ${environment} ${database.name}`);
      const { task, target } = await findReachable(awsClient(ECSClient, region), service);
      say(`${database.identifier}: through ${service.key}, task ${task}`);
      const request = requestOf(target, endpoint.host, endpoint.port, localPort);
      const session = await openTunnel(region, request);
      printResult(
        json,
        { environment, database: database.name, ...endpoint, localPort, through: service.key, task },
        connectionAdvice({ database, endpoint, region, localPort }).join("\n"),
      );
      const exitCode = await runSession({
        session: { sessionId: session.SessionId, tokenValue: session.TokenValue, streamUrl: session.StreamUrl },
        ...{ region, request, output: "error" },
      });
      if (exitCode !== 0 && !interruption.aborted) throw new Failure(`The tunnel ended with exit code ${exitCode}.`);
    });
}

interface TunnelRequest {
  readonly Target: string;
  readonly DocumentName: string;
  readonly Parameters: Record<string, string[]>;
}

function requestOf(target: string, host: string, port: number, localPort: number): TunnelRequest {
  return {
    Target: target,
    DocumentName: "AWS-StartPortForwardingSessionToRemoteHost",
    Parameters: { host: [host], portNumber: [String(port)], localPortNumber: [String(localPort)] },
  };
}

async function openTunnel(region: string, request: TunnelRequest): Promise<StartSessionResponse> {
  try {
    return await awsClient(SSMClient, region).send(new StartSessionCommand(request));
  } catch (error) {
    if (!(error instanceof SSMServiceException)) throw error;
    throw new Failure(`Session Manager opens no tunnel: ${error.message}`);
  }
}
