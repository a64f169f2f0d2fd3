import type { ContainerDefinition } from "../containers/container-definition";
import { rdsCertificateBundle } from "./certificate-bundle";
import type { PostgresInstance } from "./postgres-instance";

const volume = "database-certificates";
const directory = "/database-certificates";
const bundle = `${directory}/rds.pem`;

/**
 * The parts of a container definition through which an application connects to a database, by the environment variables
 * of libpq and with the server's certificate verified (PostgreSQL, "Environment Variables" and "SSL Support").
 */
export function databaseClient(
  database: PostgresInstance,
): Required<Pick<ContainerDefinition, "environment" | "secrets" | "mounts" | "startsAfter">> {
  return {
    environment: {
      PGHOST: database.resource.address,
      PGPORT: String(database.connections.port),
      PGDATABASE: database.resource.dbName,
      PGSSLMODE: "verify-full",
      PGSSLROOTCERT: bundle,
    },
    secrets: { PGUSER: database.credential("username"), PGPASSWORD: database.credential("password") },
    mounts: [{ volume, path: directory, access: "read-only" }],
    startsAfter: { [volume]: "SUCCESS" },
  };
}

/**
 * A container that writes the certificates of RDS's authorities into a volume and ends: the application's image need
 * not hold them.
 */
export function certificateInstaller(region: string): ContainerDefinition {
  return {
    name: volume,
    image: "public.ecr.aws/docker/library/busybox:1.37.0",
    essential: false,
    command: ["sh", "-c", `printenv CERTIFICATES > ${bundle}`],
    environment: { CERTIFICATES: rdsCertificateBundle(region) },
    mounts: [{ volume, path: directory, access: "read-write" }],
  };
}
