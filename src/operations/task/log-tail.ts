import {
  type CloudWatchLogsClient,
  GetLogEventsCommand,
  type GetLogEventsResponse,
  ResourceNotFoundException,
} from "@aws-sdk/client-cloudwatch-logs";

import type { LogStream } from "./task-run";

/** The lines of a log stream, each once, as they come. */
export class LogTail {
  private token: string | undefined;

  constructor(
    private readonly logs: CloudWatchLogsClient,
    private readonly stream: LogStream,
  ) {}

  /** What has been written since the last time. A stream that is not there yet holds nothing. */
  async read(): Promise<string[]> {
    const lines: string[] = [];
    for (;;) {
      const { events = [], nextForwardToken } = await this.page();
      lines.push(...events.map(({ message = "" }) => message.trimEnd()));
      if (nextForwardToken === undefined || nextForwardToken === this.token) return lines;
      this.token = nextForwardToken;
    }
  }

  private async page(): Promise<GetLogEventsResponse> {
    try {
      return await this.logs.send(
        new GetLogEventsCommand({
          logGroupName: this.stream.group,
          logStreamName: this.stream.name,
          startFromHead: true,
          nextToken: this.token,
        }),
      );
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return {};
      throw error;
    }
  }
}
