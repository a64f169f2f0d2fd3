import { z } from "zod";

const threshold = z.union([z.number(), z.literal("none")], 'expected a number, or "none" for no alarm');

const number = z.number("expected a number");

const errorThresholds = {
  /** Share of requests that end with a status from 500 on, at which it is an alarm. @default 5 */
  errorPercent: threshold.default(5),
  /** Errors a minute below which their share does not matter: one of two requests is half of them. @default 10 */
  leastErrorsPerMinute: number.default(10),
};

/** When a service is in trouble. */
const serviceThresholds = z.strictObject({
  ...errorThresholds,
  /** The slowest of a hundred answers takes so long (p99). @default 2 */
  latencySeconds: threshold.default(2),
  /** So many tasks fail their health check at once. @default 1 */
  unhealthyTargets: threshold.default(1),
  /** Average CPU use of all tasks; above what scaling aims at. @default 90 */
  cpuPercent: threshold.default(90),
  /** Average memory use of all tasks; above what scaling aims at. @default 90 */
  memoryPercent: threshold.default(90),
});

/** Which of the environment's thresholds are different for one service. */
export const serviceAlarmsSchema = z.strictObject({
  /** As there, for this service. @default the environment's */
  errorPercent: threshold.exactOptional(),
  /** As there, for this service. @default the environment's */
  leastErrorsPerMinute: number.exactOptional(),
  /** As there, for this service. @default the environment's */
  latencySeconds: threshold.exactOptional(),
  /** As there, for this service. @default the environment's */
  unhealthyTargets: threshold.exactOptional(),
  /** As there, for this service. @default the environment's */
  cpuPercent: threshold.exactOptional(),
  /** As there, for this service. @default the environment's */
  memoryPercent: threshold.exactOptional(),
} satisfies Record<keyof typeof serviceThresholds.shape, z.ZodType>);

/**
 * Who is told, and from when on something is worth telling. A threshold is a number, or "none" where there is to be no
 * alarm; `services.<key>.alarms` changes those of one service.
 */
export const monitoringSchema = z.strictObject({
  /**
   * Who hears of every alarm. Each confirms the subscription that AWS sends; until then it gets nothing.
   * @creates `aws_sns_topic_subscription` for each
   * @costs nothing for the first thousand messages of a month
   */
  subscribers: z
    .strictObject({
      /** E-mail addresses. @default [] */
      emails: z.array(z.email('expected an e-mail address, as in "on-call@example.com"')).default([]),
      /**
       * Addresses that AWS posts to. They can be read in the state, so one that holds a password is better subscribed by
       * hand.
       * @default []
       */
      urls: z
        .array(z.string().regex(/^https:\/\/[^\s/]+\S*$/, 'expected an address, as in "https://example.com/alarms"'))
        .default([]),
    })
    .prefault({}),
  /** What every load balancer answers by itself, without a task. */
  loadBalancers: z
    .strictObject({
      ...errorThresholds,
      /** Connections a minute that are turned away since there are too many. @default 1 */
      rejectedConnections: threshold.default(1),
      /** Requests that its web ACL, if it has one, refuses in five minutes. @default 1000 */
      blockedRequests: threshold.default(1000),
    })
    .prefault({}),
  /** Every service, unless its own `alarms` override it. */
  services: serviceThresholds.prefault({}),
  /** The environment's database. */
  database: z
    .strictObject({
      /** Average CPU use of the instance. @default 80 */
      cpuPercent: threshold.default(80),
      /** Free memory, as a share of the instance class's. @default 5 */
      freeMemoryPercent: threshold.default(5),
      /**
       * Free storage, as a share of `allocatedStorageGiB`.
       * @default 15, or 5 where RDS enlarges the storage by itself
       */
      freeStoragePercent: threshold.optional(),
      /** Open connections, as a share of what the instance class takes. @default 80 */
      connectionsPercent: threshold.default(80),
    })
    .prefault({}),
  /** NAT gateways. */
  network: z
    .strictObject({
      /**
       * What goes through one NAT gateway in an hour, both ways: tasks that crash and pull their images again and again
       * cost money by the gigabyte.
       * @default 10
       */
      natGiBPerHour: threshold.default(10),
    })
    .prefault({}),
  /** Certificates of ACM. */
  certificates: z
    .strictObject({
      /** Days before it ends; AWS renews a certificate earlier than that. @default 30 */
      daysToExpiry: threshold.default(30),
    })
    .prefault({}),
});

export type Monitoring = z.output<typeof monitoringSchema>;
export type Threshold = z.output<typeof threshold>;
export type ServiceThresholds = Monitoring["services"];
