import { z } from "zod";

const count = (): z.ZodNumber => z.number("must be a number").min(0, "must not be negative");
const positive = (): z.ZodNumber => z.number("must be a number").positive("must be above zero");
const percent = (): z.ZodNumber => count().max(100, "must be at most 100");

/** What a month's cost depends on and no configuration says. A gigabyte is AWS's: 1,024 megabytes. */
export const assumptionsSchema = z.strictObject({
  hoursPerMonth: positive()
    .max(744, "must be at most 744, the hours of the longest month")
    .default(730)
    .describe("hours that everything runs; AWS's own estimates have 730 in a month"),
  tasks: z
    .enum(["minimum", "average", "maximum"], 'must be "minimum", "average" or "maximum"')
    .default("minimum")
    .describe("how many tasks run of those that auto scaling allows"),
  spotDiscountPercent: percent()
    .default(60)
    .describe("how much cheaper than on demand Fargate Spot is; AWS says up to 70, and the price changes"),
  freeAllowances: z
    .enum(["ignored", "used"], 'must be "ignored" or "used"')
    .default("ignored")
    .describe(
      "whether AWS's allowances (10 alarms, 100 GB to the internet …) are left for this estimate; an account has them once",
    ),
  unknownCount: count()
    .default(2)
    .describe("how many a list stands for that only Terraform can compute, such as the subnets of an existing network"),

  requestsPerMonth: count()
    .default(1_000_000)
    .describe("requests that reach the internet-facing load balancers, all together"),
  internalRequestsPerMonth: count()
    .default(1_000_000)
    .describe("requests that reach the internal load balancers, all together"),
  requestKb: count().default(2).describe("kilobytes that a client sends with a request"),
  responseKb: count().default(20).describe("kilobytes that a client gets as an answer"),
  requestsPerConnection: positive().default(5).describe("requests that a client makes on one connection"),
  connectionSeconds: count().default(60).describe("how long a connection stays open"),

  natGb: count().default(50).describe("what passes all NAT gateways, both ways"),
  natOutPercent: percent().default(20).describe("the share of it that leaves AWS for the internet"),
  natAwsPercent: percent()
    .default(70)
    .describe("the share of it that interface endpoints of AWS's services could carry"),
  endpointGb: count().default(10).describe("what passes each interface endpoint, in all its zones"),
  crossZoneGb: count()
    .default(20)
    .describe("what the tasks and the database send one another across zones, counted once"),

  cdnRequestsPerMonth: count().default(2_000_000).describe("requests that CloudFront answers"),
  cdnGb: count().default(50).describe("what CloudFront sends to viewers"),

  databaseUsedPercent: percent().default(50).describe("how much of a database's allocated storage is in use"),
  dailyChangePercent: percent()
    .default(2)
    .describe("how much of the stored data changes in a day: what a backup adds to the one before"),
  imageGb: count().default(5).describe("what each image repository holds"),
  bucketGb: count().default(5).describe("what each bucket holds"),
  bucketWritesPerMonth: count().default(20_000).describe("objects written into each bucket"),
  bucketReadsPerMonth: count().default(10_000).describe("objects read from each bucket"),
  fileSystemGb: count().default(5).describe("what each file system holds"),
  fileSystemReadGb: count().default(10).describe("what is read from each file system"),
  fileSystemWriteGb: count().default(5).describe("what is written to each file system"),

  logGb: count().default(1).describe("what is written into each log group, unless it is a network's flow log"),
  flowLogGb: count().default(5).describe("what a network's flow log writes"),
  logCompressionPercent: percent()
    .default(15)
    .describe("what is left of a log when it is stored: CloudWatch compresses it"),
  unlimitedRetentionMonths: count().default(12).describe("how many months of a log that never expires are there"),
  insightsLogGbPerTask: count().default(0.13).describe("log data of Container Insights, each task"),
  notificationsPerMonth: count().default(100).describe("alarms' notifications, to every subscription"),
  auditedEventsPerMonth: count().default(100_000).describe("data events that a trail records"),

  kmsRequestsPerKey: count().default(10_000).describe("requests that use each key"),
  keyRotations: z
    .number("must be a number")
    .int("must be a whole number")
    .min(0, "must not be negative")
    .default(0)
    .describe("how often a key with rotation has been rotated: AWS charges for the first two"),
  secretReadsPerMonth: count().default(1_000).describe("how often each secret is read"),

  oneOffRunsPerMonth: count()
    .default(20)
    .describe("how often a task is started that no service and no schedule starts: releases, and tasks by hand"),
  taskRunMinutes: count().default(5).describe("how long a task runs that is not a service's"),
  stateTransitionsPerMonth: count().default(100).describe("transitions of each state machine"),
  dnsQueriesPerMonth: count()
    .default(1_000_000)
    .describe("questions to each hosted zone: a public one, or that of a Cloud Map namespace"),
});

export type Assumptions = z.output<typeof assumptionsSchema>;
export type Assumption = keyof Assumptions;

/** The default assumptions. */
export const defaultAssumptions: Assumptions = assumptionsSchema.parse({});
