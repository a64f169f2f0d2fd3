import type { DatabaseEndpoint } from "./database-endpoint";
import type { DeclaredDatabase } from "./declared-databases";

export interface AdviceProps {
  readonly database: DeclaredDatabase;
  readonly endpoint: DatabaseEndpoint;
  readonly region: string;
  /** On this machine. */
  readonly localPort: number;
}

/**
 * How to connect through a tunnel, line by line: to this machine, but with the certificate checked against the name of the
 * database (PostgreSQL, "hostaddr").
 */
export function connectionAdvice({ database, endpoint, region, localPort }: AdviceProps): string[] {
  const { host, port, databaseName = "<database>", user = "<user>", secret } = endpoint;
  const isProxy = database.kind === "proxy";
  const certificates = isProxy ? "system" : "rds.pem";
  const connection = [
    `host=${host} hostaddr=127.0.0.1 port=${localPort}`,
    `dbname=${databaseName} user=${user}`,
    `sslmode=verify-full sslrootcert=${certificates}`,
  ].join(" ");
  return [
    `${database.identifier} answers at 127.0.0.1:${localPort} until you press Ctrl-C. Connect, with its certificate verified:`,
    ...(isProxy ? [] : [`  curl --fail --output rds.pem ${bundleAddress(region)}`]),
    `  psql "${connection}"`,
    isProxy
      ? `Instead of a password it takes a token:  aws rds generate-db-auth-token --hostname ${host} --port ${port} --username <user>`
      : secret === undefined
        ? `Ask the owner of ${database.identifier} for user and password.`
        : `The password of ${user} is in the secret ${secret}.`,
  ];
}

/** The certificates of those who sign those of RDS in a region (Amazon RDS, "Using SSL/TLS"). */
function bundleAddress(region: string): string {
  return `https://truststore.pki.rds.amazonaws.com/${region}/${region}-bundle.pem`;
}
