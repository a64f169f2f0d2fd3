/**
 * The environment variables through which a service finds the database. They are libpq's own names, so Rails, psql
 * and every other client built on libpq connect without further configuration (PostgreSQL, "Environment Variables").
 */
export const databaseVariables: readonly string[] = [
  "PGHOST",
  "PGPORT",
  "PGDATABASE",
  "PGUSER",
  "PGPASSWORD",
  "PGSSLMODE",
  "PGSSLROOTCERT",
];
