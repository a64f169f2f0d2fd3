import type { Construct } from "constructs";

import { Alarms, type AlarmsProps, type Threshold } from "./alarms";
import type { Metric } from "./metric";

export interface DatabaseAlarmsProps extends AlarmsProps {
  readonly identifier: string;
  readonly cpuPercent: Threshold;
  /** Free memory that is too little. */
  readonly freeMemoryBytes: Threshold;
  /** Free storage that is too little. */
  readonly freeStorageBytes: Threshold;
  /** Open connections that are too many. */
  readonly connections: Threshold;
}

/**
 * Whether an RDS instance has what it needs. A replica's lag is not watched, since no replica can be configured (Amazon
 * RDS, "CloudWatch instance-level metrics").
 *
 * Costs money: four alarms on one metric each.
 */
export class DatabaseAlarms extends Alarms {
  public constructor(scope: Construct, id: string, props: DatabaseAlarmsProps) {
    super(scope, id, props);
    const { cpuPercent, freeMemoryBytes, freeStorageBytes, connections } = props;
    const metric = (name: string, statistic: Metric["statistic"]): Metric => ({
      namespace: "AWS/RDS",
      name,
      dimensions: { DBInstanceIdentifier: props.identifier },
      statistic,
    });
    const lasting = { periodMinutes: 5, periods: { alarming: 3, of: 3 }, missingData: "missing" } as const;
    if (cpuPercent !== "none") {
      this.add("cpu", {
        ...lasting,
        description: `The database uses ${cpuPercent} percent of its CPU or more, or has reported nothing, for a quarter of an hour. Database Insights or pg_stat_activity show the queries; a missing index is likelier than too small an instance. If it reports nothing, see whether it is stopped.`,
        metric: metric("CPUUtilization", "Average"),
        threshold: { atLeast: cpuPercent },
        missingData: "breaching", // an instance that runs always reports
      });
    }
    if (freeMemoryBytes !== "none") {
      this.add("memory", {
        ...lasting,
        description: `The database has ${gibibytes(freeMemoryBytes)} GiB of memory left or less, and begins to swap. Look for sessions that sort much or are many; otherwise choose a larger instance class.`,
        metric: metric("FreeableMemory", "Average"),
        threshold: { atMost: freeMemoryBytes },
      });
    }
    if (freeStorageBytes !== "none") {
      this.add("storage", {
        ...lasting,
        description: `The database has ${gibibytes(freeStorageBytes)} GiB of storage left or less; without any it stops. Raise allocatedStorageGiB now (no downtime, possible again after six hours) or maxAllocatedStorageGiB, then look for tables and logs that grow, and for replication slots that nobody reads.`,
        metric: metric("FreeStorageSpace", "Minimum"),
        threshold: { atMost: freeStorageBytes },
      });
    }
    if (connections !== "none") {
      this.add("connections", {
        ...lasting,
        description: `The database has ${connections} connections or more; soon it refuses further ones. See in pg_stat_activity whose they are: lower that service's pool or scaling.maxTasks, put a proxy between, or choose a larger instance class.`,
        metric: metric("DatabaseConnections", "Maximum"),
        threshold: { atLeast: connections },
      });
    }
  }
}

function gibibytes(bytes: number): string {
  return (bytes / 1024 ** 3).toFixed(2);
}
