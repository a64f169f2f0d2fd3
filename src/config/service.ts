import { z } from "zod";

import { highestExplicitPriority } from "./listener-priority";
import { accessSchema } from "./access";
import { deploymentSchema } from "./deployment";
import { errorPatternSchema } from "./error-pattern";
import { serviceAlarmsSchema } from "./monitoring";
import { cidr, host, logRetentionDays, pinnedImage, port, slug, variableName, wholeNumber } from "./fields";
import { logDeliverySchema } from "./log-delivery";
import { serviceDatabaseSchema } from "./service-database";
import { releaseSchema, tasksSchema } from "./tasks";
import { tracingSchema } from "./tracing";

/** What a task may be sized to: CPU units and, for each, MiB of memory (`RegisterTaskDefinition`, Fargate). */
export const fargateSizes: ReadonlyMap<
  number,
  { readonly least: number; readonly most: number; readonly step: number }
> = new Map([
  [256, { least: 512, most: 2048, step: 512 }],
  [512, { least: 1024, most: 4096, step: 1024 }],
  [1024, { least: 2048, most: 8192, step: 1024 }],
  [2048, { least: 4096, most: 16_384, step: 1024 }],
  [4096, { least: 8192, most: 30_720, step: 1024 }],
  [8192, { least: 16_384, most: 61_440, step: 4096 }],
  [16_384, { least: 32_768, most: 122_880, step: 8192 }],
]);
const cpuUnits = [...fargateSizes.keys()];

const plainEnvironment = z
  .record(variableName, z.string("expected text: write numbers and booleans in quotes"))
  .default({});

const pathExpectation =
  'expected a path from its first slash, of at most 128 letters, digits and _-.$/~"\'@:+&*?, as in "/api/*"';
/** Elastic Load Balancing, `PathPatternConditionConfig`. */
const pathPattern = z.string(pathExpectation).regex(/^\/[\w\-.$/~"'@:+&*?]{0,127}$/, pathExpectation);

const checkedPathExpectation = 'expected a path from its first slash, without spaces, as in "/health"';
const statusExpectation = 'expected statuses from 200 to 499, as in "200", "200,302" or "200-299"';
const statuses = /^[2-4]\d\d(-[2-4]\d\d|(,[2-4]\d\d)+)?$/;

const ingress = z.strictObject({
  /**
   * The load balancer's key.
   * @default the environment's only load balancer
   */
  loadBalancer: slug.optional(),
  /**
   * Names that reach the service. Each gets DNS records and stands in the load balancer's certificate.
   * @default every name; then `paths` must be given
   */
  hosts: z.array(host).default([]),
  /**
   * Paths that reach the service, as in `/api/*`. Each host with each path is one listener rule.
   * @default every path
   */
  paths: z.array(pathPattern).default([]),
  /**
   * The priority of the first host and path; each further one takes the next number. It goes before all that name none.
   * @default computed from host and path: the most specific goes first, and no other service changes it
   */
  priority: wholeNumber(1, highestExplicitPriority, "a listener priority").optional(),
  /** How the load balancer checks the tasks. */
  healthCheck: z.strictObject({
    /** The path that is asked for. */
    path: z.string(checkedPathExpectation).regex(/^\/[^\s]{0,1023}$/, checkedPathExpectation),
    /** The time between two checks of a target. @default 30 */
    intervalSeconds: wholeNumber(5, 300, "seconds").default(30),
    /** The time after which a check without an answer has failed; less than the interval. @default 5 */
    timeoutSeconds: wholeNumber(2, 120, "seconds").default(5),
    /** Successful checks in a row that make a target healthy. @default 2 */
    healthyThreshold: wholeNumber(2, 10, "a number of checks").default(2),
    /** Failed checks in a row that make it unhealthy. @default 3 */
    unhealthyThreshold: wholeNumber(2, 10, "a number of checks").default(3),
    /** The HTTP statuses of a healthy target. @default "200" */
    statusCodes: z.string(statusExpectation).regex(statuses, statusExpectation).default("200"),
  }),
  /**
   * Whether the load balancer speaks HTTPS to the tasks, and who ends it there: the application itself on its port, or a
   * sidecar that takes the service's port over and hands requests on to the application, on the port that the platform
   * tells it in `PORT` (ADR 22). Certificates of tasks are their own business; load balancers do not verify them.
   * @default "none"
   */
  tls: z.enum(["none", "sidecar", "application"]).default("none"),
  /** Where the application listens behind the TLS sidecar. @default the next one after the service's port */
  applicationPort: port.optional(),
  /**
   * How long a task that leaves may finish its requests.
   * @default 30
   */
  deregistrationDelaySeconds: wholeNumber(0, 3600, "seconds").default(30),
  /**
   * How long a new task may fail its health checks.
   * @default 60
   */
  gracePeriodSeconds: wholeNumber(0, 2_147_483_647, "seconds").default(60),
});

const scaling = z.strictObject({
  /** 0 needs a schedule that starts tasks: what scaling measures needs running ones. */
  minTasks: wholeNumber(0, 5000, "a number of tasks"),
  /** The most tasks that scaling starts. */
  maxTasks: wholeNumber(1, 5000, "a number of tasks"),
  /** Average CPU use that scaling aims at. @default not scaled by CPU */
  cpuPercent: wholeNumber(1, 100, "a percentage").optional(),
  /** Average memory use that scaling aims at. @default not scaled by memory */
  memoryPercent: wholeNumber(1, 100, "a percentage").optional(),
  /** Requests a minute for each task that scaling aims at. @default not scaled by requests */
  requestsPerTarget: wholeNumber(1, 1_000_000, "requests a minute").optional(),
  /** Scheduled limits, by name. @default {} */
  schedules: z
    .record(
      slug,
      z.strictObject({
        /** AWS's schedule expression, as in `cron(0 8 ? * MON-FRI *)`. */
        schedule: z.string().regex(/^(cron|rate|at)\(.+\)$/, 'expected "cron(…)", "rate(…)" or "at(…)"'),
        /** The time zone of the schedule, as IANA names it. @default "Etc/UTC" */
        timezone: z.string().default("Etc/UTC"),
        /** The least tasks from then on. */
        minTasks: wholeNumber(0, 5000, "a number of tasks"),
        /** The most tasks from then on. */
        maxTasks: wholeNumber(0, 5000, "a number of tasks"),
      }),
    )
    .default({}),
});

const containerHealthCheck = z.strictObject({
  /** As in `["CMD-SHELL", "curl -f http://localhost:3000/health"]`. */
  command: z.array(z.string()).min(1),
  /** The time between two checks. @default 30 */
  intervalSeconds: wholeNumber(5, 300, "seconds").default(30),
  /** The time after which a check that has not ended has failed. @default 5 */
  timeoutSeconds: wholeNumber(2, 60, "seconds").default(5),
  /** Failed checks in a row that make the container unhealthy. @default 3 */
  retries: wholeNumber(1, 10, "a number of retries").default(3),
  /** The time at first in which failed checks do not count. @default 0 */
  startPeriodSeconds: wholeNumber(0, 300, "seconds").default(0),
});

const reasonExpectation = "expected the reason, in a sentence of at least 20 characters";
const absolutePath = z
  .string()
  .regex(/^(\/[\w.-]+)+$/, 'expected an absolute path without a slash at its end, as in "/app/tmp"');
const fileAccess = {
  /**
   * Why the container must be able to write anywhere in its own file system, in a sentence. Without a reason it may write
   * to /tmp and to `scratch` only.
   * @default the root file system is read-only
   */
  writableRootFilesystem: z.string(reasonExpectation).min(20, reasonExpectation).optional(),
  /**
   * Further paths where the container may write, whatever its user. They hide what the image has there, are empty when a
   * task starts, and go with it.
   * @default []
   */
  scratch: z.array(absolutePath).default([]),
};

const sidecar = z.strictObject({
  /** Its image, with its version. */
  image: pinnedImage,
  /** Whether the task ends when this container does. @default true */
  essential: z.boolean().default(true),
  /** The command that it runs. @default the image's own */
  command: z.array(z.string()).optional(),
  /** Plain environment variables. @default {} */
  environment: plainEnvironment,
  /** Keys of the service's secrets that it gets too. @default [] */
  secrets: z.array(variableName).default([]),
  /** MiB that the container is held to. @default the task's */
  memoryMiB: wholeNumber(4, 122_880, "MiB").optional(),
  /** ECS's own check inside the container. @default none */
  healthCheck: containerHealthCheck.optional(),
  ...fileAccess,
});

const secretKeys = z.array(variableName).default([]);

/** One application: a task definition, an ECS service and whatever it needs to be reached and to reach others. */
export const serviceSchema = z.strictObject({
  /**
   * The ECR repository of its image, one of the account's. Which image of it runs is said in Parameter Store (ADR 0006),
   * or by the pipeline that owns the service.
   * @default none: `publicImage` must be given
   */
  repository: z.string("expected the name of an ECR repository of the account").optional(),
  /** Instead of a repository: an image from a public registry, with its version. @default none */
  publicImage: pinnedImage.optional(),
  /** The port on which its tasks are reached. @default none: the service is not reached */
  port: port.optional(),
  /**
   * CPU units of a task; 1024 are a virtual CPU.
   * @costs by the second of a running task
   */
  cpu: z.literal(cpuUnits, `expected CPU units that Fargate offers: ${cpuUnits.join(", ")}`),
  /**
   * Memory of a task, of the sizes that Fargate offers for its CPU units.
   * @costs by the second of a running task
   */
  memoryMiB: wholeNumber(512, 122_880, "MiB"),
  /** The processors that its image is built for. @default "X86_64" */
  architecture: z.enum(["X86_64", "ARM64"]).default("X86_64"),
  /** On which capacity tasks are placed. @default everything on FARGATE */
  capacity: z
    .array(
      z.strictObject({
        /**
         * Where tasks are placed. AWS may stop Spot tasks two minutes after it says so.
         * @costs less on FARGATE_SPOT
         */
        provider: z.enum(["FARGATE", "FARGATE_SPOT"]),
        /** The share of tasks beyond `base`. */
        weight: wholeNumber(0, 1000, "a weight"),
        /** Tasks that are placed here first. @default 0 */
        base: wholeNumber(0, 100_000, "a number of tasks").default(0),
      }),
    )
    .min(1, "expected at least one capacity provider")
    .default([{ provider: "FARGATE", weight: 1, base: 0 }]),
  /** Plain environment variables: everybody who may read the task definition sees them. @default {} */
  environment: plainEnvironment,
  /**
   * Environment variables that come from Secrets Manager. Only their names stand here, never a value.
   * @creates `aws_secretsmanager_secret` for each generated key and one for the operator's, `aws_kms_key` for the environment
   * @costs by the month for each secret and key
   */
  secrets: z
    .strictObject({
      /** Generated by AWS at the first deploy. @default [] */
      generated: secretKeys,
      /** Put in by an operator, as keys of the service's one secret. @default [] */
      operator: secretKeys,
    })
    .prefault({}),
  /**
   * SecureStrings below the service's own path that an operator fills and the application reads.
   * @creates `aws_ssm_parameter` for each
   * @costs nothing for up to 4 KB each
   * @default []
   */
  parameters: z.array(z.string().regex(/^[\w.-]+$/, "expected letters, digits and ._-")).default([]),
  /**
   * How the service uses the environment's database.
   * @creates `aws_secretsmanager_secret` for its user's password
   * @costs by the month for the secret
   * @default no access to the database
   */
  database: serviceDatabaseSchema.optional(),
  /** The RDS clusters of `existingDatabases` that it connects to. @default [] */
  existingDatabases: z.array(z.string()).default([]),
  /** What else it reaches beside HTTPS anywhere, by name. @default {} */
  egress: z
    .record(
      slug,
      z.strictObject({
        /** The TCP port. */
        port,
        /** Whom it reaches there. @default everywhere */
        cidr: cidr.default("0.0.0.0/0"),
      }),
    )
    .default({}),
  /**
   * Keys of other services of the environment that it calls by their name in the Cloud Map namespace, as in `["rates"]`:
   * their port is opened to its tasks, and HTTP works at `http://<key>.<namespace>:<port>`. Where the other one's
   * `ingress.tls` is not "none" the same port speaks HTTPS, with a certificate that callers cannot verify.
   * @default []
   */
  calls: z.array(z.string()).default([]),
  /** What the application may do with AWS. */
  access: accessSchema.prefault({}),
  /**
   * A directory that outlives tasks, on EFS.
   * @creates `aws_efs_file_system` with a mount target in each zone, `aws_efs_backup_policy`
   * @costs by the gigabyte, stored, read, written and backed up
   * @default none
   */
  fileSystem: z
    .strictObject({
      /** Where the container sees it, as in `/var/lib/grafana`. */
      path: absolutePath,
      /** The user and group that own it, which the container must run as. */
      uid: wholeNumber(0, 4_294_967_295, "a user's number"),
      /** The group's number. */
      gid: wholeNumber(0, 4_294_967_295, "a group's number"),
    })
    .optional(),
  /** How the service is reached through a load balancer. @default not at all */
  ingress: ingress.optional(),
  /** How many tasks run, and what changes that. */
  scaling,
  /** Thresholds of the environment's `monitoring.services` that are different here. @default {} */
  alarms: serviceAlarmsSchema.default({}),
  /** How new revisions come to run. @default rolling, by Terraform */
  deployment: deploymentSchema.prefault({ kind: "rolling" }),
  /** What must succeed before a new revision gets requests. @default nothing */
  release: releaseSchema.optional(),
  /**
   * One-off and scheduled tasks, by name.
   * @creates `aws_scheduler_schedule` for each one with a schedule
   * @costs by the start, after fourteen million a month; a running task costs as those of the service
   * @default {}
   */
  tasks: tasksSchema.default({}),
  /** ECS's own check inside the container. @default none */
  healthCheck: containerHealthCheck.optional(),
  /** How long the container may take to end after SIGTERM. @default 30 */
  stopTimeoutSeconds: wholeNumber(2, 120, "seconds").default(30),
  ...fileAccess,
  /** A shell in running tasks for operators, through SSM. @default "disabled" */
  exec: z.enum(["enabled", "disabled"]).default("disabled"),
  /** Further containers of the task, by name. @default {} */
  sidecars: z.record(slug, sidecar).default({}),
  /** Days that its log stays in CloudWatch Logs. @default 30 */
  logRetentionDays: logRetentionDays.default(30),
  /**
   * What happens to a container whose lines CloudWatch Logs does not take fast enough: "non-blocking" keeps up to `bufferMiB`
   * of them in memory and loses what does not fit; "blocking" loses none and stops the container at its next line.
   * @default { mode: "non-blocking", bufferMiB: 25 }
   */
  logDelivery: logDeliverySchema.prefault({ mode: "non-blocking" }),
  /**
   * Which lines of its log are errors, in CloudWatch Logs' filter syntax. They are counted for the dashboard and for alarms.
   * @creates `aws_cloudwatch_log_metric_filter`
   * @costs by the month for the metric
   * @default what common plain and structured logs write
   */
  errorPattern: errorPatternSchema,
  /**
   * Whether requests are traced through X-Ray: "enabled", "disabled", or how many of them, as in `{ percent: 20 }`. A
   * collector runs beside the application, which must be instrumented with OpenTelemetry.
   * @creates `aws_xray_sampling_rule`, `aws_xray_group`, a container beside the application
   * @costs by the trace, recorded and looked at
   * @default "disabled"
   */
  tracing: tracingSchema.prefault("disabled"),
});

export type Service = z.output<typeof serviceSchema>;
export type FileAccess = Pick<Service, keyof typeof fileAccess>;
export type Ingress = z.output<typeof ingress>;

/** The port on which the application itself listens; `undefined` when its service is not reached. */
export function applicationPortOf({ port, ingress }: Pick<Service, "port" | "ingress">): number | undefined {
  if (port === undefined || ingress?.tls !== "sidecar") return port;
  return ingress.applicationPort ?? port + 1;
}
