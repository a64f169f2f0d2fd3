import { graph, type Line, type Mark } from "./graph";
import { ofDatabase } from "./metrics";
import type { Watched, WatchedDatabase } from "./watched";
import { heading, type Row, type Widget } from "./widget";

const bytesPerGiB = 1024 ** 3;

/** The environment's own database, and the clusters of others that it uses. */
export function databases({ region, database, databaseClusters }: Watched): Row[] {
  if (!database && databaseClusters.length === 0) return [];
  return [
    heading("Database", "How much of it is used, and how long it takes."),
    ...(database ? [instance(region, database)] : []),
    ...databaseClusters.map((cluster) => existingCluster(region, cluster)),
  ];
}

function instance(region: string, database: WatchedDatabase): Row {
  const { identifier, burstable } = database;
  const line = (label: string, name: string, stat?: string): Line => ({
    label,
    metrics: [ofDatabase("DBInstanceIdentifier", identifier, name, stat)],
  });
  return [
    graph({
      ...{ title: "CPU", region, axis: { label: "percent", max: 100 } },
      lines: [line("CPU", "CPUUtilization")],
    }),
    connections(region, line("connections", "DatabaseConnections", "Maximum"), database.maxConnections),
    storage(region, line("free", "FreeStorageSpace", "Minimum"), database.storageGiB),
    graph({
      ...{ title: "Memory left", region, axis: { label: "GiB" } },
      lines: [inGiB(line("free", "FreeableMemory", "Minimum"))],
    }),
    graph({
      ...{ title: "Time to read and write", region, axis: { label: "seconds" } },
      lines: [line("read", "ReadLatency"), line("write", "WriteLatency")],
    }),
    graph({
      ...{ title: "Reads and writes a second", region },
      lines: [line("reads", "ReadIOPS"), line("writes", "WriteIOPS")],
    }),
    graph({ ...{ title: "Operations that wait", region }, lines: [line("waiting", "DiskQueueDepth")] }),
    ...(burstable
      ? [graph({ ...{ title: "CPU credits left", region }, lines: [line("credits", "CPUCreditBalance")] })]
      : []),
  ];
}

function existingCluster(region: string, cluster: string): Row {
  const line = (label: string, name: string, stat?: string): Line => ({
    label,
    metrics: [ofDatabase("DBClusterIdentifier", cluster, name, stat)],
  });
  return [
    graph({
      ...{ title: `${cluster}: CPU`, region, axis: { label: "percent", max: 100 } },
      lines: [line("CPU", "CPUUtilization")],
    }),
    connections(region, line("connections", "DatabaseConnections", "Maximum"), undefined, `${cluster}: `),
    graph({
      ...{ title: `${cluster}: memory left`, region, axis: { label: "GiB" } },
      lines: [inGiB(line("free", "FreeableMemory", "Minimum"))],
    }),
  ];
}

/** As a share of what the instance takes, where that is known. */
function connections(region: string, line: Line, limit: number | undefined, owner = ""): Widget {
  if (limit === undefined) return graph({ ...{ title: `${owner}connections`, region }, lines: [line] });
  return graph({
    ...{ title: `Connections used, of ${limit}`, region, axis: { label: "percent", max: 100 } },
    lines: [{ ...line, formula: (ids) => `100*${ids.join("")}/${limit}` }],
    marks: nearlyFull,
  });
}

/** As a share of what is allocated, unless RDS may enlarge it by itself. */
function storage(region: string, line: Line, storageGiB: number | undefined): Widget {
  if (storageGiB === undefined) {
    return graph({
      ...{ title: "Storage left", region, axis: { label: "GiB" } },
      lines: [inGiB(line)],
    });
  }
  return graph({
    ...{ title: `Storage used, of ${storageGiB} GiB`, region, axis: { label: "percent", max: 100 } },
    lines: [{ ...line, label: "used", formula: (ids) => `100-100*${ids.join("")}/${storageGiB * bytesPerGiB}` }],
    marks: nearlyFull,
  });
}

const nearlyFull: readonly Mark[] = [{ label: "nearly full", value: 80 }];

function inGiB(line: Line): Line {
  return { ...line, formula: (ids) => `${ids.join("")}/${bytesPerGiB}` };
}
