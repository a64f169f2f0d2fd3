import { z } from "zod";

import { port } from "./fields";

const clusterIdentifier = z.string().regex(/^[a-z](-?[a-z0-9])*$/, "expected the identifier of an RDS cluster");

/**
 * Existing RDS clusters, by identifier. A plan fails when one is missing; nothing here can create,
 * change or delete any. What belongs beside them is made: a key, a subnet group, and for each a security group to attach
 * and a generated password.
 */
export const existingDatabasesSchema = z.record(
  clusterIdentifier,
  z.strictObject({
    /** The port on which it listens. @default 5432 */
    port: port.default(5432),
  }),
);

/** What the key of existing databases is called, beside that of the environment's own database. */
export function existingDatabasesKey({ database }: { readonly database?: unknown }): string {
  return database === undefined ? "database" : "existing-databases";
}

export type ExistingDatabases = z.output<typeof existingDatabasesSchema>;
