import {
  type DBCluster,
  type DBInstance,
  paginateDescribeDBClusters,
  paginateDescribeDBInstanceAutomatedBackups,
  paginateDescribeDBInstances,
  RDSClient,
} from "@aws-sdk/client-rds";

import type { BackupReplica, DatabaseFact, DatabaseSettings } from "../../report/facts";
import { referenceOf } from "../../terraform-json/references";
import { allPages, ofEach } from "./batches";
import type { DeployedResource, DeployedStack } from "./deployed-stack";
import type { AwsSession } from "./session";

/** Databases that the stack manages, and those that it only uses. */
export async function readDatabases(session: AwsSession, deployed: DeployedStack): Promise<DatabaseFact[]> {
  return (await Promise.all([instances(session, deployed), clusters(session, deployed)])).flat();
}

async function instances(session: AwsSession, deployed: DeployedStack): Promise<DatabaseFact[]> {
  const declared = deployed.of("aws_db_instance");
  const names = declared.map((resource) => deployed.text(resource, "identifier") ?? resource.name);
  const replicas = await readReplicas(session, deployed, names);
  const found = await filtered(names, "db-instance-id", (Filters) =>
    allPages(
      paginateDescribeDBInstances({ client: session.client(RDSClient) }, { Filters }),
      (page) => page.DBInstances,
    ),
  );
  const byName = new Map(found.map((instance) => [instance.DBInstanceIdentifier, instance]));
  return declared.map((resource, index) => {
    const name = names[index] ?? "";
    return {
      name,
      declared: settingsOf(resource),
      live: instanceOf(byName.get(name)),
      replica: replicas.get(resource.address),
    };
  });
}

/** Clusters that a data source looks for: this stack does not manage them. */
async function clusters(session: AwsSession, { stack }: DeployedStack): Promise<DatabaseFact[]> {
  const names = stack.dataSources
    .filter(({ type }) => type === "aws_rds_clusters")
    .flatMap(({ body }) => (body.filter ?? []) as { name: string; values: string[] }[])
    .flatMap(({ name, values }) => (name === "db-cluster-id" ? values : []));
  const found = await filtered(names, "db-cluster-id", (Filters) =>
    allPages(paginateDescribeDBClusters({ client: session.client(RDSClient) }, { Filters }), (page) => page.DBClusters),
  );
  const byName = new Map(found.map((cluster) => [cluster.DBClusterIdentifier, cluster]));
  return names.map((name) => ({
    name,
    declared: undefined,
    live: clusterOf(byName.get(name)),
    replica: undefined,
  }));
}

/** Copies of automated backups in other regions, by the address of the instance that they are of. */
async function readReplicas(
  session: AwsSession,
  deployed: DeployedStack,
  names: readonly string[],
): Promise<Map<string, BackupReplica>> {
  const declared = deployed.of("aws_db_instance_automated_backups_replication");
  const entries = await ofEach(declared, async (resource) => {
    const { region } = resource;
    const { address: source = "" } = referenceOf(resource.body.source_db_instance_arn) ?? {};
    const client = session.client(RDSClient, region);
    const found = await filtered(names, "db-instance-id", (Filters) =>
      allPages(
        paginateDescribeDBInstanceAutomatedBackups({ client }, { Filters }),
        (page) => page.DBInstanceAutomatedBackups,
      ),
    );
    const [arn] = deployed.of("aws_db_instance").filter(({ address }) => address === source);
    const live = found.find(({ DBInstanceArn }) => DBInstanceArn === arn?.instances[0]?.arn);
    return [
      source,
      {
        region,
        live: live && {
          status: live.Status ?? "",
          latestRestorableAt: live.RestoreWindow?.LatestTime?.toISOString(),
        },
      },
    ] as const;
  });
  return new Map(entries);
}

function filtered<T>(
  values: readonly string[],
  Name: string,
  ask: (filters: { Name: string; Values: string[] }[]) => Promise<T[]>,
): Promise<T[]> {
  return values.length === 0 ? Promise.resolve([]) : ask([{ Name, Values: [...values] }]);
}

function settingsOf({ body }: DeployedResource): DatabaseSettings {
  return {
    instanceClass: String(body.instance_class),
    backupRetentionDays: Number(body.backup_retention_period ?? 0),
    multiAz: body.multi_az === true,
    deletionProtection: body.deletion_protection === true,
  };
}

function instanceOf(instance: DBInstance | undefined): DatabaseFact["live"] {
  return (
    instance && {
      status: instance.DBInstanceStatus ?? "",
      engine: `${instance.Engine ?? ""} ${instance.EngineVersion ?? ""}`,
      instanceClass: instance.DBInstanceClass ?? "",
      backupRetentionDays: instance.BackupRetentionPeriod ?? 0,
      multiAz: instance.MultiAZ === true,
      deletionProtection: instance.DeletionProtection === true,
      latestRestorableAt: instance.LatestRestorableTime?.toISOString(),
      pendingChanges: Object.entries(instance.PendingModifiedValues ?? {}).flatMap(([name, value]) =>
        value === undefined ? [] : [name],
      ),
    }
  );
}

function clusterOf(cluster: DBCluster | undefined): DatabaseFact["live"] {
  return (
    cluster && {
      status: cluster.Status ?? "",
      engine: `${cluster.Engine ?? ""} ${cluster.EngineVersion ?? ""}`,
      instanceClass: cluster.DBClusterInstanceClass ?? "",
      backupRetentionDays: cluster.BackupRetentionPeriod ?? 0,
      multiAz: cluster.MultiAZ === true,
      deletionProtection: cluster.DeletionProtection === true,
      latestRestorableAt: cluster.LatestRestorableTime?.toISOString(),
      pendingChanges: [],
    }
  );
}
