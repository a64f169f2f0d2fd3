import type { ContainerDefinition } from "../containers/container-definition";
import type { VolumePreparation } from "../containers/volume-preparation";
import { rdsCertificateBundle } from "./certificate-bundle";
import type { PostgresInstance } from "./postgres-instance";

const volume = "database-certificates";
const directory = "/database-certificates";
const file = "rds.pem";

/**
 * The parts of a container definition through which an application connects to a database, by the environment variables
 * of libpq and with the server's certificate verified (PostgreSQL, "Environment Variables" and "SSL Support").
 */
export function databaseClient(
  database: PostgresInstance,
): Required<Pick<ContainerDefinition, "environment" | "secrets" | "mounts">> {
  return {
    environment: {
      PGHOST: database.resource.address,
      PGPORT: String(database.connections.port),
      PGDATABASE: database.resource.dbName,
      PGSSLMODE: "verify-full",
      PGSSLROOTCERT: `${directory}/${file}`,
    },
    secrets: { PGUSER: database.credential("username"), PGPASSWORD: database.credential("password") },
    mounts: [{ volume, path: directory, access: "read-only" }],
  };
}

/** Writes the certificates of RDS's authorities into a volume: the application's image need not hold them. */
export function certificates(region: string): VolumePreparation {
  return {
    volume,
    command: (path) => `printenv CERTIFICATES > ${path}/${file}`,
    environment: { CERTIFICATES: rdsCertificateBundle(region) },
  };
}
