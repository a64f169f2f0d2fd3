/** Containers that the platform adds to tasks, by what they are for. No service or sidecar may have their names. */
export const platformContainers = {
  /** Prepares the task's volumes and ends before the others start. */
  volumes: "volumes",
  /** Creates the service's user in the database and ends before the application starts. */
  databaseUser: "database-user",
  /** Does what must have succeeded before the application starts. */
  release: "release",
  /** Ends TLS in front of the application. */
  tls: "tls",
  /** Collects traces beside the application. */
  traces: "otel-collector",
} as const;

/** MiB of a task's memory that the TLS sidecar may take: enough for about a thousand requests at a time. */
export const tlsSidecarMemoryMiB = 128;

/** MiB of a task's memory that the collector of traces may take. */
export const collectorMemoryMiB = 256;
