import { RandomProvider } from "@cdktf/provider-random/lib/provider";
import type { TerraformStack } from "cdktf";

import { PostgresInstance, type PostgresInstanceProps } from "../../src/constructs/database/postgres-instance";
import { location } from "./location";
import { network } from "./network";

/** A database at the path `database`. */
export function postgresInstance(stack: TerraformStack, props: Partial<PostgresInstanceProps> = {}): PostgresInstance {
  if (!stack.node.tryFindChild("random")) new RandomProvider(stack, "random");
  return new PostgresInstance(stack, "database", {
    identifier: "finance-app",
    subnetGroupName: "finance-app-subnets",
    keyAlias: "finance-app/database",
    network,
    location,
    engineVersion: "15",
    instanceClass: "db.t3.micro",
    allocatedStorageGiB: 20,
    storageType: "gp2",
    availability: "single-zone",
    databaseName: "finance",
    masterUsername: "postgres",
    passwordRotationDays: 365,
    port: 5432,
    backupRetentionDays: 7,
    backupWindow: "03:00-04:00",
    maintenanceWindow: "sun:04:30-sun:05:30",
    logRetentionDays: 30,
    monitoringIntervalSeconds: 60,
    monitoringRoleName: "finance-app-monitoring",
    insightsRetentionDays: 7,
    slowStatementMilliseconds: 1000,
    onDestroy: "delete",
    ...props,
  });
}
