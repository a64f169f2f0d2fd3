/** What an RDS instance class offers. */
export interface InstanceClass {
  readonly vcpus: number;
  readonly memoryGiB: number;
}

/** By size, the same in every family of general purpose; families optimized for memory have twice as much of it. */
const generalPurposeSizes: Readonly<Record<string, InstanceClass>> = {
  large: { vcpus: 2, memoryGiB: 8 },
  xlarge: { vcpus: 4, memoryGiB: 16 },
  "2xlarge": { vcpus: 8, memoryGiB: 32 },
  "4xlarge": { vcpus: 16, memoryGiB: 64 },
  "8xlarge": { vcpus: 32, memoryGiB: 128 },
  "12xlarge": { vcpus: 48, memoryGiB: 192 },
  "16xlarge": { vcpus: 64, memoryGiB: 256 },
};
const burstableSizes: Readonly<Record<string, InstanceClass>> = {
  micro: { vcpus: 2, memoryGiB: 1 },
  small: { vcpus: 2, memoryGiB: 2 },
  medium: { vcpus: 2, memoryGiB: 4 },
  large: { vcpus: 2, memoryGiB: 8 },
  xlarge: { vcpus: 4, memoryGiB: 16 },
  "2xlarge": { vcpus: 8, memoryGiB: 32 },
};
const memoryOptimizedSizes = Object.fromEntries(
  Object.entries(generalPurposeSizes).map(([size, { vcpus, memoryGiB }]) => [
    size,
    { vcpus, memoryGiB: 2 * memoryGiB },
  ]),
);
const families: Readonly<Record<string, Readonly<Record<string, InstanceClass>>>> = {
  ...Object.fromEntries(["t3", "t4g"].map((family) => [family, burstableSizes])),
  ...Object.fromEntries(["m5", "m6g", "m6i", "m7g"].map((family) => [family, generalPurposeSizes])),
  ...Object.fromEntries(["r5", "r6g", "r6i", "r7g"].map((family) => [family, memoryOptimizedSizes])),
};

/** Instance classes on which RDS runs PostgreSQL (Amazon RDS, "Hardware specifications for DB instance classes", November 2026). */
export const instanceClasses: ReadonlyMap<string, InstanceClass> = new Map(
  Object.entries(families).flatMap(([family, sizes]) =>
    Object.entries(sizes).map(([size, instanceClass]) => [`db.${family}.${size}`, instanceClass] as const),
  ),
);

const bytesPerGiB = 1024 ** 3;
const bytesPerMiB = 1024 ** 2;

/**
 * The memory that RDS leaves to PostgreSQL, which its formulas call `DBInstanceClassMemory`. AWS says that it is less than
 * the class's, since the operating system and RDS itself take some, but not how much. Reported limits (`SHOW
 * max_connections`: 413 on 4 GiB, 856 on 8 GiB, 1,697 on 16 GiB) come to 92 to 95 percent; 95 percent less 250 MiB stays
 * below each, and asks more of the smallest classes, where RDS's own share weighs most.
 */
function memoryForDatabaseBytes({ memoryGiB }: InstanceClass): number {
  return 0.95 * memoryGiB * bytesPerGiB - 250 * bytesPerMiB;
}

/**
 * The connections that an instance takes in all, from below: `max_connections` as RDS sets it, which is
 * `LEAST({DBInstanceClassMemory/9531392}, 5000)` (Amazon RDS, "Quotas and constraints", November 2026).
 */
export function maxConnections(instanceClass: InstanceClass): number {
  return Math.min(Math.floor(memoryForDatabaseBytes(instanceClass) / 9_531_392), 5000);
}

/**
 * Connections that PostgreSQL and RDS keep for those who administer: `superuser_reserved_connections` and
 * `rds.rds_superuser_reserved_connections` (AWS re:Post, "remaining connection slots are reserved").
 */
const reservedConnections = 3 + 2;

/** The connections that an instance takes from applications. */
export function connectionsForApplications(instanceClass: InstanceClass): number {
  return maxConnections(instanceClass) - reservedConnections;
}
