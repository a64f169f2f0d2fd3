import { z } from "zod";

import type { Database } from "./database";
import { wholeNumber } from "./fields";

/** PostgreSQL and RDS keep these names for themselves; the platform keeps the schema that extensions are in. */
const reservedRole = /^(pg_.*|rds.*|public|none|current_.*|session_user)$/;
const reservedSchema = /^(pg_.*|information_schema|extensions)$/;
const identifier = /^[a-z_][a-z0-9_]{0,62}$/;

/** How a service uses the environment's database. */
export const serviceDatabaseSchema = z.strictObject({
  /**
   * The service's own user, as which it connects. It is created before the application starts (ADR 40). Another name is
   * another user: tasks of the revision before lose what the new user then owns.
   */
  user: z
    .string()
    .regex(identifier, "expected a PostgreSQL user in lower case")
    .refine(
      (name) => !reservedRole.test(name),
      "expected another name: PostgreSQL and RDS keep this one for themselves",
    ),
  /**
   * What the user may do in `schema`: an "owner" makes, changes and fills its tables, as migrations do, and owns what is
   * there already; a "reader" reads every table and view that the owner has or will have.
   * @default "owner"
   */
  access: z.enum(["owner", "reader"]).default("owner"),
  /** The schema that the user owns or reads. No other user sees into it. @default "public" */
  schema: z
    .string()
    .regex(identifier, "expected a PostgreSQL schema in lower case")
    .refine(
      (name) => !reservedSchema.test(name),
      "expected another name: PostgreSQL or the platform keeps this one for itself",
    )
    .default("public"),
  /**
   * How the application logs in: with the password that the platform gives it in `PGPASSWORD`, or with IAM tokens that it
   * makes itself, for which it gets none.
   * @default "password"; "iam" where the database has a proxy
   */
  authentication: z.enum(["password", "iam"]).optional(),
  /** What one task opens at most: the size of its pool, times the processes that have one. */
  connectionsPerTask: wholeNumber(1, 5000, "connections"),
});

export type ServiceDatabase = z.output<typeof serviceDatabaseSchema>;

export function authenticationOf(
  { authentication }: ServiceDatabase,
  { proxy }: Pick<Database, "proxy">,
): "password" | "iam" {
  return authentication ?? (proxy === "created" ? "iam" : "password");
}

/** Whether a service's user has a password: a proxy logs in with one even for a service that shows it IAM tokens. */
export function hasPassword(
  { database: use }: { readonly database?: ServiceDatabase | undefined },
  database: Database | undefined,
): boolean {
  if (!use || !database) return false;
  return database.proxy === "created" || authenticationOf(use, database) === "password";
}

/** The user that owns a schema, if a service's does. */
export function ownerOf(
  schema: string,
  services: Readonly<Record<string, { readonly database?: ServiceDatabase | undefined }>>,
): string | undefined {
  const owner = Object.values(services).find(
    ({ database }) => database?.access === "owner" && database.schema === schema,
  );
  return owner?.database?.user;
}

/** The key of the secret of a service's user among the service's generated ones. No environment variable can have it. */
export const databaseUserSecret = "database-user";
