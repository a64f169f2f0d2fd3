/** What a query reads. */
export type LogSource = "services" | "container-insights" | "flow-logs" | "database" | "web-acl";

export interface SavedQuery {
  readonly name: string;
  readonly source: LogSource;
  /** The commands, which stand one below the other (CloudWatch Logs User Guide, "Logs Insights query syntax"). */
  readonly commands: readonly string[];
}

const errors = String.raw`@message like /(?i)\b(error|fatal|critical|exception)\b/`;

/** Queries for looking for the cause of an incident. */
export const savedQueries: readonly SavedQuery[] = [
  {
    name: "newest errors",
    source: "services",
    commands: [
      "fields @timestamp, @log, @logStream, @message",
      `filter ${errors}`,
      "sort @timestamp desc",
      "limit 200",
    ],
  },
  {
    name: "errors by service",
    source: "services",
    commands: [`filter ${errors}`, "stats count(*) as errors by @log, bin(5m) as time", "sort time desc"],
  },
  {
    name: "errors by pattern",
    source: "services",
    commands: [`filter ${errors}`, "pattern @message", "sort @sampleCount desc", "limit 50"],
  },
  {
    name: "loudest services",
    source: "services",
    commands: ["stats count(*) as lines, sum(strlen(@message)) as bytes by @log", "sort bytes desc"],
  },
  {
    name: "services with too few tasks",
    source: "container-insights",
    commands: [
      'filter Type = "Service" and RunningTaskCount < DesiredTaskCount',
      "stats count(*) as minutes, min(RunningTaskCount) as fewest, max(DesiredTaskCount) as wanted by ServiceName, bin(1h) as time",
      "sort time desc",
    ],
  },
  {
    name: "tasks that stopped and were replaced",
    source: "container-insights",
    commands: [
      'filter Type = "Task"',
      "stats count_distinct(TaskId) as tasks, max(@timestamp) as lastSeen by ServiceName, bin(1h) as time",
      "sort tasks desc",
    ],
  },
  {
    name: "memory of containers",
    source: "container-insights",
    commands: [
      'filter Type = "Container"',
      "stats max(MemoryUtilized) as mostMiB, max(MemoryReserved) as limitMiB by ServiceName, ContainerName",
      "sort mostMiB desc",
    ],
  },
  {
    name: "rejected connections",
    source: "flow-logs",
    commands: [
      'filter action = "REJECT"',
      "stats count(*) as connections by srcAddr, dstAddr, dstPort, protocol",
      "sort connections desc",
      "limit 100",
    ],
  },
  {
    name: "most bytes by destination",
    source: "flow-logs",
    commands: [
      'filter action = "ACCEPT"',
      "stats sum(bytes) as bytes by srcAddr, dstAddr, dstPort",
      "sort bytes desc",
      "limit 100",
    ],
  },
  {
    name: "database errors",
    source: "database",
    commands: [
      "fields @timestamp, @message",
      String.raw`filter @message like /\b(ERROR|FATAL|PANIC):/`,
      "sort @timestamp desc",
      "limit 200",
    ],
  },
  {
    name: "slowest statements",
    source: "database",
    commands: [
      String.raw`parse @message /duration: (?<milliseconds>[\d.]+) ms\s+(statement|execute [^:]*): (?<statement>.*)/`,
      "filter ispresent(milliseconds)",
      "stats count(*) as times, max(milliseconds) as slowest, sum(milliseconds) as total by statement",
      "sort total desc",
      "limit 50",
    ],
  },
  {
    name: "blocked requests",
    source: "web-acl",
    commands: [
      'filter action = "BLOCK"',
      "stats count(*) as requests by terminatingRuleId, httpRequest.clientIp, httpRequest.country, httpRequest.uri",
      "sort requests desc",
      "limit 100",
    ],
  },
];
