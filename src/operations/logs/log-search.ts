import {
  type CloudWatchLogsClient,
  CloudWatchLogsServiceException,
  FilterLogEventsCommand,
  type FilterLogEventsResponse,
  type FilteredLogEvent,
  ResourceNotFoundException,
} from "@aws-sdk/client-cloudwatch-logs";

import { Failure } from "../failure";
import type { DeclaredService } from "../synth/declared-services";

/** CloudWatch may show a line this much later than one that was written after it. */
const lateSeconds = 20;

/** A line of a service's log. */
export interface LogLine {
  readonly service: string;
  readonly container: string;
  /** The task's id, as far as the stream names it. */
  readonly task: string;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly message: string;
}

/**
 * The lines of a service's log from a moment on, each once, as they come. It asks for the last seconds again and again,
 * since CloudWatch orders lines by when they were written and shows some late.
 */
export class LogSearch {
  private seen: ReadonlyMap<string, number> = new Map();

  constructor(
    private readonly logs: CloudWatchLogsClient,
    private readonly service: DeclaredService,
    /** Milliseconds since 1970. */
    private startTime: number,
    private readonly filterPattern: string | undefined,
  ) {}

  /**
   * What has come since the last time, by the time of writing.
   *
   * @throws Failure when the log is not there, or CloudWatch does not understand the filter
   */
  async read(): Promise<LogLine[]> {
    const pages: FilteredLogEvent[][] = [];
    let nextToken: string | undefined;
    do {
      const page = await this.page(nextToken);
      pages.push(page.events ?? []);
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    return this.unseen(pages.flat()).map((event) => lineOf(this.service.key, event));
  }

  private unseen(events: readonly FilteredLogEvent[]): FilteredLogEvent[] {
    const fresh = events.filter(({ eventId = "" }) => !this.seen.has(eventId));
    const latest = events.reduce((newest, { timestamp = 0 }) => Math.max(newest, timestamp), this.startTime);
    this.startTime = Math.max(this.startTime, latest - lateSeconds * 1000);
    const all = [...this.seen, ...events.map(({ eventId = "", timestamp = 0 }) => [eventId, timestamp] as const)];
    this.seen = new Map(all.filter(([, timestamp]) => timestamp >= this.startTime));
    return fresh.toSorted((a, b) => (a.timestamp ?? 0) - (b.timestamp ?? 0));
  }

  private async page(nextToken: string | undefined): Promise<FilterLogEventsResponse> {
    const { logGroup, key, environment } = this.service;
    try {
      return await this.logs.send(
        new FilterLogEventsCommand({
          logGroupName: logGroup,
          startTime: this.startTime,
          filterPattern: this.filterPattern,
          nextToken,
        }),
      );
    } catch (error) {
      if (error instanceof ResourceNotFoundException) {
        throw new Failure(
          `The log ${logGroup} of ${key} is not there. Deploy it first:  npm run deploy -- ${environment}`,
        );
      }
      if (error instanceof CloudWatchLogsServiceException) {
        throw new Failure(`The log ${logGroup} of ${key} cannot be read: ${error.message}`);
      }
      throw error;
    }
  }
}

/** The awslogs driver names a stream by its prefix, the container and the task. */
export function lineOf(
  service: string,
  { logStreamName = "", timestamp = 0, message = "" }: FilteredLogEvent,
): LogLine {
  const [, container = "", task = ""] = logStreamName.split("/");
  return { service, container, task, timestamp, message: message.trimEnd() };
}

/** A line as it is printed, after whose it is where several are printed. */
export function printed({ service, container, timestamp, message }: LogLine, width: number): string {
  const whose = (container === "" || container === service ? service : `${service}/${container}`).padEnd(width);
  return `${new Date(timestamp).toISOString()} ${whose} | ${shown(message)}`;
}

/** Applications log what others send them: what would steer a terminal is shown, not done. */
function shown(message: string): string {
  return message.replaceAll(/[^\P{Cc}\t\n]/gu, (character) => {
    const code = character.charCodeAt(0);
    return code < 0x20 ? String.fromCodePoint(0x2400 + code) : "\u{fffd}";
  });
}
