import { setTimeout as delay } from "node:timers/promises";

import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { Command } from "commander";

import { awsClient } from "../aws/client";
import { duration, examples, secondsOf } from "../command";
import { interruption } from "../interruption";
import { LogSearch, type LogLine, printed } from "../logs/log-search";
import { resolveServices } from "../services/resolve-service";
import type { DeclaredService } from "../synth/declared-services";

interface LogsOptions {
  readonly follow?: true;
  readonly since: string;
  readonly filter?: string;
  readonly json?: true;
}

/** CloudWatch takes five searches a second from everybody together; one after another they stay below that. */
const pollSeconds = 2;

export function logsCommand(): Command {
  return new Command("logs")
    .description("Print what the services of an environment log, merged by time.")
    .argument("<environment>")
    .argument("[service...]", "all services unless some are named")
    .option("-f, --follow", "go on printing until interrupted")
    .option("--since <duration>", 'how far back, as in "90s", "10m" or "2h30m"', duration, "10m")
    .option("--filter <pattern>", "only what matches, in CloudWatch Logs' filter syntax")
    .option("--json", "print each line as a JSON object")
    .addHelpText(
      "after",
      examples(
        "npm run logs -- finance-app-staging api --follow",
        `npm run logs -- finance-app-production api web --since 2h --filter '?ERROR ?Exception'`,
        "npm run --silent logs -- twiggy-nonprod twiggy-api --json | jq -r .message",
      ),
    )
    .action(async (environment: string, keys: string[], { follow, since, filter, json }: LogsOptions) => {
      const services = await resolveServices(environment, keys);
      const from = Date.now() - secondsOf(since) * 1000;
      const searches = searchesOf(services, from, filter);
      const width = Math.max(...services.map(({ key }) => key.length));
      const print = (line: LogLine): void => {
        process.stdout.write(`${json ? jsonOf(line) : printed(line, width)}\n`);
      };
      let lines: LogLine[];
      do {
        lines = await readAll(searches);
        for (const line of lines) print(line);
        if (follow) await delay(pollSeconds * 1000, undefined, { signal: interruption });
      } while (follow);
      if (lines.length === 0) process.stderr.write(`${nothing(since, filter)}\n`);
    });
}

/** An empty answer is said too, so that it does not look like a failure. */
export function nothing(since: string, filter: string | undefined): string {
  const matching = filter === undefined ? "" : ` that matches ${filter}`;
  return `Nothing${matching} was logged within ${since}; --since looks further back.`;
}

function searchesOf(services: readonly DeclaredService[], from: number, filter: string | undefined): LogSearch[] {
  return services.map(
    (service) => new LogSearch(awsClient(CloudWatchLogsClient, service.region), service, from, filter),
  );
}

async function readAll(searches: readonly LogSearch[]): Promise<LogLine[]> {
  const found: LogLine[][] = [];
  for (const search of searches) {
    interruption.throwIfAborted();
    found.push(await search.read());
  }
  return found.flat().toSorted((a, b) => a.timestamp - b.timestamp);
}

function jsonOf({ timestamp, ...line }: LogLine): string {
  return JSON.stringify({ time: new Date(timestamp).toISOString(), ...line });
}
