import { z } from "zod";

import { defaultNamingScheme, type NamingScheme } from "../naming/names";
import { type NameKind } from "../naming/limits";
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

const nameKinds = Object.keys(defaultNamingScheme) as [NameKind, ...NameKind[]];

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
    .partialRecord(z.enum(nameKinds), z.union([z.string(), z.record(z.string(), z.string())]))
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
      /** Whether the zone is created here, or exists already. @default "existing" */
      zoneOwner: z.enum(["existing", "managed"]).default("existing"),
      /** The certificate's first name. @default the zone's name */
      domain: host.optional(),
    })
    .optional(),
  /** By key, which services and names refer to. @default {} */
  loadBalancers: z.record(slug, loadBalancerSchema).default({}),
  /** Files that CloudFront serves. @default none */
  staticAssets: staticAssetsSchema.optional(),
  /** A PostgreSQL instance of RDS. Costs money by the hour and by the gigabyte. @default no database */
  database: databaseSchema.optional(),
  /** RDS clusters that exist, by key, which services connect to. @default {} */
  existingDatabases: existingDatabasesSchema.default({}),
  /** Backups beyond the database's own, and their copies in another region. @default none */
  recovery: recoverySchema.optional(),
  /** How tasks follow secrets that are rotated or changed. */
  rotation: rotationSchema.prefault({}),
  /** How long the single measurements stay that Container Insights makes metrics of. @default 7 */
  containerInsightsRetentionDays: logRetentionDays.default(7),
  /**
   * ECS's own role, as accounts had it before service-linked roles. Nothing uses it and it may do nothing; it exists where
   * others have written its name down.
   * @default "none"
   */
  ecsServiceRole: z.enum(["none", "created"]).default("none"),
  /** Who pushes images, deploys the services that a pipeline owns, and uploads static assets. @default no role is created */
  pipeline: pipelineSchema.optional(),
  /** Whether services are found by name in a Cloud Map namespace. @default "created" */
  namespace: z.enum(["none", "created"]).default("created"),
  /** The subscribers of alarms, and their thresholds. @default no subscribers, and the thresholds below */
  monitoring: monitoringSchema.prefault({}),
  /** What the environment may cost. @default no budget */
  budget: budgetSchema.optional(),
  /** By key; the key is the container's name and the host in the Cloud Map namespace. */
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
