import { z } from "zod";

import { defaultNamingScheme, type NamingScheme } from "../naming/names";
import { type NameKind, nameKinds } from "../naming/name-kinds";
import { budgetSchema } from "./budget";
import { databaseSchema } from "./database";
import { existingDatabasesSchema } from "./existing-databases";
import { accountId, host, logRetentionDays, regionName, slug } from "./fields";
import { loadBalancerSchema } from "./load-balancer";
import { monitoringSchema } from "./monitoring";
import { networkSchema } from "./network";
import { pipelineSchema } from "./pipeline";
import { recoverySchema } from "./recovery";
import { rotationSchema } from "./rotation";
import { serviceSchema } from "./service";
import { staticAssetsSchema } from "./static-assets";

/** Everything that can be said about an environment. */
export const environmentSchema = z.strictObject({
  /** The product that the environment runs. With the stage it is the environment's name. */
  product: slug,
  /** As in "staging". */
  stage: slug,
  /** The AWS account that it is deployed in; credentials of another one are refused. */
  account: accountId,
  /** Where everything is but what lies in no region, or in another one for `recovery`. */
  region: regionName,
  /**
   * What happens to stateful resources when they are taken out of the configuration or the environment is destroyed.
   * "retain" means deletion protection, `prevent_destroy`, a final snapshot and the longest recovery windows;
   * "delete" removes without a trace.
   */
  onDestroy: z.enum(["retain", "delete"]),
  /** Names that differ from the default naming scheme. @default {} */
  names: z
    .partialRecord(
      z.enum(Object.keys(nameKinds) as [NameKind, ...NameKind[]]),
      z.union([z.string(), z.record(z.string(), z.string())]),
    )
    .default({})
    .transform((names): NamingScheme => ({ ...defaultNamingScheme, ...names })),
  /** Tags on every resource, beside product, environment and managed-by. @default {} */
  tags: z.record(z.string(), z.string()).default({}),
  /** The VPC: one of its own, or one that exists. */
  network: networkSchema,
  /** The Route 53 zone in which hosts get their records. @default no records and no certificates */
  dns: z
    .strictObject({
      /** The Route 53 zone that the hosts belong to. */
      zone: host,
      /**
       * Whether the zone is created here, or exists already.
       * @creates `aws_route53_zone`, where it is created here
       * @costs by the month and by queries
       * @default "existing"
       */
      zoneOwner: z.enum(["existing", "managed"]).default("existing"),
      /** The certificate's first name. @default the zone's name */
      domain: host.optional(),
    })
    .optional(),
  /**
   * By key, which services and names refer to.
   * @creates for each: `aws_lb` with its listeners and security group, `aws_s3_bucket` for access logs
   * @costs by the hour, by use (LCU) and by the gigabyte of logs
   * @default {}
   */
  loadBalancers: z.record(slug, loadBalancerSchema).default({}),
  /**
   * Files that CloudFront serves.
   * @creates `aws_cloudfront_distribution`, `aws_s3_bucket` for the files and for logs, `aws_cloudwatch_log_delivery`
   * @costs by the request and by the gigabyte, sent and stored
   * @default none
   */
  staticAssets: staticAssetsSchema.optional(),
  /**
   * A PostgreSQL instance of RDS.
   * @creates `aws_db_instance` with its groups, `aws_kms_key`, `aws_cloudwatch_log_group` for each of its logs
   * @costs by the hour, and by the gigabyte stored and backed up
   * @default no database
   */
  database: databaseSchema.optional(),
  /**
   * RDS clusters that exist, by key, which services connect to.
   * @creates `aws_kms_key`; for each cluster `aws_secretsmanager_secret` and a security group to attach
   * @costs by the month for the key and each secret
   * @default {}
   */
  existingDatabases: existingDatabasesSchema.default({}),
  /**
   * Backups beyond the database's own, and their copies in another region.
   * @creates in both regions `aws_backup_vault` and `aws_kms_key`; `aws_backup_selection` for databases and files,
   * `aws_db_instance_automated_backups_replication`
   * @costs by the gigabyte stored in each region, and sent from one to the other
   * @default none
   */
  recovery: recoverySchema.optional(),
  /**
   * How tasks follow secrets that are rotated or changed.
   * @creates `aws_sfn_state_machine` with `aws_cloudwatch_log_group`, and `aws_cloudwatch_event_target` for each service with
   * secrets
   * @costs by the event and by the step, cents a month
   */
  rotation: rotationSchema.prefault({}),
  /**
   * How long the single measurements stay that Container Insights makes metrics of.
   * @creates `aws_ecs_cluster` with Container Insights, `aws_cloudwatch_log_group`
   * @costs by the metric and by the gigabyte of logs
   * @default 7
   */
  containerInsightsRetentionDays: logRetentionDays.default(7),
  /**
   * ECS's own role, as accounts had it before service-linked roles. Nothing uses it and it may do nothing; it exists where
   * others have written its name down.
   * @default "none"
   */
  ecsServiceRole: z.enum(["none", "created"]).default("none"),
  /**
   * Who pushes images, deploys the services that a pipeline owns, and uploads static assets.
   * @creates `aws_iam_role`
   * @default no role is created
   */
  pipeline: pipelineSchema.optional(),
  /**
   * Whether services are found by name in a Cloud Map namespace.
   * @creates `aws_service_discovery_private_dns_namespace`, whose zone is private
   * @costs by the month for the zone
   * @default "created"
   */
  namespace: z.enum(["none", "created"]).default("created"),
  /**
   * The subscribers of alarms, and their thresholds.
   * @creates `aws_cloudwatch_metric_alarm` for each measured part, `aws_cloudwatch_composite_alarm`,
   * `aws_cloudwatch_dashboard`, `aws_sns_topic` with its `aws_kms_key`, `aws_cloudwatch_event_target` for failures
   * @costs by the month for each alarm and for the dashboard; the first ten alarms and three dashboards of an account are
   * free
   * @default no subscribers, and the thresholds below
   */
  monitoring: monitoringSchema.prefault({}),
  /**
   * What the environment may cost.
   * @creates `aws_budgets_budget`
   * @default no budget
   */
  budget: budgetSchema.optional(),
  /**
   * By key; the key is the container's name and the host in the Cloud Map namespace.
   * @creates for each: `aws_ecs_service`, `aws_ecs_task_definition`, roles, a security group, `aws_cloudwatch_log_group`,
   * `aws_ssm_parameter` for its image
   * @costs by the second for each task's CPU and memory, and by the gigabyte of logs
   */
  services: z.record(slug, serviceSchema),
});

export type EnvironmentInput = z.input<typeof environmentSchema>;
type ParsedEnvironment = z.output<typeof environmentSchema>;

/** A checked environment, with every default filled in. */
export interface Environment extends ParsedEnvironment {
  /** Product and stage: the name of the stack, and what people say to `cdktf deploy`. */
  readonly name: string;
}

/** Writes down an environment. It is checked with all others when the platform is loaded. */
export function defineEnvironment(environment: EnvironmentInput): EnvironmentInput {
  return environment;
}

export function environmentName(environment: { readonly product: string; readonly stage: string }): string {
  return `${environment.product}-${environment.stage}`;
}
