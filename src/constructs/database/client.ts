import type { ContainerDefinition, Mount } from "../containers/container-definition";
import type { VolumePreparation } from "../containers/volume-preparation";
import type { DatabaseLogin, IDatabase } from "./database";

const volume = "database-certificates";
const directory = "/database-certificates";
const file = "rds.pem";

/**
 * The parts of a container definition through which a client connects to a database, by the environment variables of libpq
 * and with the server's certificate verified (PostgreSQL, "Environment Variables" and "SSL Support").
 */
export function databaseClient(
  { host, connections, databaseName }: IDatabase,
  login: DatabaseLogin,
): Required<Pick<ContainerDefinition, "environment" | "secrets" | "mounts">> {
  return {
    environment: {
      PGHOST: host,
      PGPORT: String(connections.port),
      PGDATABASE: databaseName,
      PGSSLMODE: "verify-full",
      PGSSLROOTCERT: `${directory}/${file}`,
      ...login.environment,
    },
    secrets: login.secrets,
    mounts: [certificatesMount],
  };
}

/** Where clients see the certificates. */
export const certificatesMount: Mount = { volume, path: directory, access: "read-only" };

/** Writes the certificates of a database's authorities into a volume: the application's image need not hold them. */
export function certificates({ authorities }: Pick<IDatabase, "authorities">): VolumePreparation {
  return {
    volume,
    command: (path) => `printenv CERTIFICATES > ${path}/${file}`,
    environment: { CERTIFICATES: authorities },
  };
}
