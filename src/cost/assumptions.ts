import { z } from "zod";

const count = (): z.ZodNumber => z.number("must be a number").min(0, "must not be negative");
const positive = (): z.ZodNumber => z.number("must be a number").positive("must be above zero");
const percent = (): z.ZodNumber => count().max(100, "must be at most 100");

/** What a month's cost depends on and no configuration says. A gigabyte is AWS's: 1,024 megabytes. */
export const assumptionsSchema = z.strictObject({
  /** Hours that everything runs; AWS's own estimates have 730 in a month. */
  hoursPerMonth: positive().max(744, "must be at most 744, the hours of the longest month").default(730),
  /** How many tasks run of those that auto scaling allows. */
  tasks: z.enum(["minimum", "average", "maximum"], 'must be "minimum", "average" or "maximum"').default("minimum"),
  /** How much cheaper than on demand Fargate Spot is. AWS says up to 70, and changes it daily. */
  spotDiscountPercent: percent().default(60),
  /** Whether AWS's allowances (10 alarms, 100 GB to the internet …) are left for this estimate; an account has them once. */
  freeAllowances: z.enum(["ignored", "used"], 'must be "ignored" or "used"').default("ignored"),
  /** How many a list stands for that only Terraform can compute, such as the subnets of an existing network. */
  unknownCount: count().default(2),

  /** Requests that reach the internet-facing load balancers, all together. */
  requestsPerMonth: count().default(1_000_000),
  /** Requests that reach the internal load balancers, all together. */
  internalRequestsPerMonth: count().default(1_000_000),
  /** Kilobytes that a client sends with a request. */
  requestKb: count().default(2),
  /** Kilobytes that a client gets as an answer. */
  responseKb: count().default(20),
  /** Requests that a client makes on one connection. */
  requestsPerConnection: positive().default(5),
  /** How long a connection stays open. */
  connectionSeconds: count().default(60),

  /** What passes all NAT gateways, both ways. */
  natGb: count().default(50),
  /** The share of it that leaves AWS for the internet. */
  natOutPercent: percent().default(20),
  /** The share of it that interface endpoints of AWS's services could carry. */
  natAwsPercent: percent().default(70),
  /** What passes each interface endpoint, in all its zones. */
  endpointGb: count().default(10),
  /** What the tasks and the database send one another across zones, counted once. */
  crossZoneGb: count().default(20),

  /** Requests that CloudFront answers. */
  cdnRequestsPerMonth: count().default(2_000_000),
  /** What CloudFront sends to viewers. */
  cdnGb: count().default(50),

  /** How much of a database's allocated storage is in use. */
  databaseUsedPercent: percent().default(50),
  /** How much of the stored data changes in a day: what a backup adds to the one before. */
  dailyChangePercent: percent().default(2),
  /** What each image repository holds. */
  imageGb: count().default(5),
  /** What each bucket holds. */
  bucketGb: count().default(5),
  /** Objects written into each bucket. */
  bucketWritesPerMonth: count().default(20_000),
  /** Objects read from each bucket. */
  bucketReadsPerMonth: count().default(10_000),
  /** What each file system holds. */
  fileSystemGb: count().default(5),
  /** What is read from each file system. */
  fileSystemReadGb: count().default(10),
  /** What is written to each file system. */
  fileSystemWriteGb: count().default(5),

  /** What is written into each log group, unless it is a network's flow log. */
  logGb: count().default(1),
  /** What a network's flow log writes. */
  flowLogGb: count().default(5),
  /** What is left of a log when it is stored: CloudWatch compresses it. */
  logCompressionPercent: percent().default(15),
  /** How many months of a log that never expires are there. */
  unlimitedRetentionMonths: count().default(12),
  /** Log data of Container Insights, each task. */
  insightsLogGbPerTask: count().default(0.13),
  /** Alarms' notifications, to every subscription. */
  notificationsPerMonth: count().default(100),
  /** Data events that a trail records. */
  auditedEventsPerMonth: count().default(100_000),

  /** Requests that use each key. */
  kmsRequestsPerKey: count().default(10_000),
  /** How often a key with rotation has been rotated: AWS charges for the first two. */
  keyRotations: z.number("must be a number").int("must be a whole number").min(0, "must not be negative").default(0),
  /** How often each secret is read. */
  secretReadsPerMonth: count().default(1_000),

  /** How often a task is started that no service and no schedule starts: releases, and tasks by hand. */
  oneOffRunsPerMonth: count().default(20),
  /** How long a task runs that is not a service's. */
  taskRunMinutes: count().default(5),
  /** Transitions of each state machine. */
  stateTransitionsPerMonth: count().default(100),
  /** Questions to each hosted zone: a public one, or that of a Cloud Map namespace. */
  dnsQueriesPerMonth: count().default(1_000_000),
});

export type Assumptions = z.output<typeof assumptionsSchema>;
export type Assumption = keyof Assumptions;

/** What is assumed when nobody says otherwise. */
export const defaultAssumptions: Assumptions = assumptionsSchema.parse({});
