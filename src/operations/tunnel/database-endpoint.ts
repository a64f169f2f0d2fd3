import {
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  DescribeDBProxiesCommand,
  RDSClient,
  RDSServiceException,
} from "@aws-sdk/client-rds";

import { awsClient } from "../aws/client";
import { Failure } from "../failure";
import type { DeclaredDatabase } from "./declared-databases";

/** Where a database answers, and as whom its owner logs in. */
export interface DatabaseEndpoint {
  readonly host: string;
  readonly port: number;
  readonly databaseName?: string | undefined;
  readonly user?: string | undefined;
  /** ARN of the secret with the user's password. */
  readonly secret?: string | undefined;
}

/** @throws Failure when there is no such database */
export async function endpointOf(region: string, database: DeclaredDatabase): Promise<DatabaseEndpoint> {
  try {
    const endpoint = await lookUp[database.kind](awsClient(RDSClient, region), database.identifier);
    if (endpoint.host !== "") return endpoint;
  } catch (error) {
    if (!(error instanceof RDSServiceException)) throw error;
    throw new Failure(`RDS does not tell where ${database.identifier} is: ${error.message}`);
  }
  throw new Failure(`${database.identifier} has no address yet: it is still being created.`);
}

/** Every proxy for PostgreSQL listens here. */
const proxyPort = 5432;

const lookUp: Readonly<
  Record<DeclaredDatabase["kind"], (rds: RDSClient, identifier: string) => Promise<DatabaseEndpoint>>
> = {
  instance: async (rds, identifier) => {
    const { DBInstances = [] } = await rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: identifier }));
    const { Endpoint, DBName, MasterUsername, MasterUserSecret } = DBInstances[0] ?? {};
    return {
      host: Endpoint?.Address ?? "",
      port: Endpoint?.Port ?? proxyPort,
      databaseName: DBName,
      user: MasterUsername,
      secret: MasterUserSecret?.SecretArn,
    };
  },
  cluster: async (rds, identifier) => {
    const { DBClusters = [] } = await rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier: identifier }));
    const { Endpoint, Port, DatabaseName, MasterUsername, MasterUserSecret } = DBClusters[0] ?? {};
    return {
      host: Endpoint ?? "",
      port: Port ?? proxyPort,
      databaseName: DatabaseName,
      user: MasterUsername,
      secret: MasterUserSecret?.SecretArn,
    };
  },
  proxy: async (rds, identifier) => {
    const { DBProxies = [] } = await rds.send(new DescribeDBProxiesCommand({ DBProxyName: identifier }));
    return { host: DBProxies[0]?.Endpoint ?? "", port: proxyPort };
  },
};
