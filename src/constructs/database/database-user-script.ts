/** The environment variables by which the script is told what to do, beside libpq's own. */
export interface DatabaseUserVariables {
  readonly SERVICE_USER: string;
  /** The user that owns the schema: the service's own, or the one that made the tables it reads. */
  readonly SCHEMA_OWNER: string;
  readonly SERVICE_SCHEMA: string;
  /** With which the database lets the user in: with a password, the next two lines of psql's input, or with IAM tokens. */
  readonly LOGIN: "password" | "iam";
  /** Separated by spaces. */
  readonly EXTENSIONS: string;
}

/**
 * What psql does as the master user so that a service's user exists and has the rights that it was given, and no others. The
 * second time it changes nothing but the password's salt. All of it is one transaction, which only one task at a time is in.
 *
 * - Schemas belong to the master user, who lets one user create in each. So no service can let another one see its schema.
 * - Nothing is looked up in schemas that services may write to: a function there would run with the master user's rights.
 * - `\password` sends the verifier that it computes (SCRAM-SHA-256), so no password is in a statement that the database logs.
 * - RDS's master user is no superuser. It hands objects only to roles that it is a member of, and from PostgreSQL 16 on may
 *   change only roles that it created (PostgreSQL, "Role Attributes"; "REASSIGN OWNED" would hand the database over, too).
 */
export const databaseUserScript = String.raw`
\set ON_ERROR_STOP on
\getenv database PGDATABASE
\getenv service SERVICE_USER
\getenv owner SCHEMA_OWNER
\getenv schema SERVICE_SCHEMA
\getenv login LOGIN
\getenv extensions EXTENSIONS

BEGIN;
SET LOCAL search_path = '';
SET LOCAL client_min_messages = warning;
SET LOCAL lock_timeout = '10s';
SELECT pg_advisory_xact_lock(hashtext('users of services')) \g /dev/null
SELECT :'service' = :'owner' AS owns, :'login' = 'password' AS has_password \gset

-- The user, who may log in and nothing else.
SELECT DISTINCT format('CREATE ROLE %I', name) FROM unnest(ARRAY[:'service', :'owner']) AS name
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec
ALTER ROLE :"service" LOGIN;
SELECT format('REVOKE %I FROM %I', pg_get_userbyid(roleid), :'service') FROM pg_auth_members
WHERE member = :'service'::regrole AND (:'login' = 'password' OR pg_get_userbyid(roleid) <> 'rds_iam') \gexec
SELECT format('DO $$ BEGIN RAISE EXCEPTION %L; END $$', format(
  'the user %I has rights that no service may have; revoke them, or give the service another user', rolname))
FROM pg_roles WHERE rolname = :'service' AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls
  OR EXISTS (SELECT FROM pg_auth_members WHERE member = pg_roles.oid AND pg_get_userbyid(roleid) <> 'rds_iam')) \gexec
\if :has_password
\password :"service"
\else
ALTER ROLE :"service" PASSWORD NULL;
GRANT rds_iam TO :"service";
\endif

-- The database, which is for the users of services only.
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE :"database" TO :"service";
ALTER ROLE :"service" IN DATABASE :"database" SET search_path = :"schema", extensions;

-- Extensions, in a schema where no service creates anything.
CREATE SCHEMA IF NOT EXISTS extensions;
GRANT USAGE ON SCHEMA extensions TO :"service";
SET LOCAL search_path = extensions;
SELECT pg_catalog.format('CREATE EXTENSION IF NOT EXISTS %I CASCADE', name)
FROM pg_catalog.unnest(pg_catalog.string_to_array(:'extensions', ' ')) AS name \gexec
SET LOCAL search_path = '';

-- The schema, and nothing left of another one that the service had.
CREATE SCHEMA IF NOT EXISTS :"schema";
SELECT format('REVOKE ALL ON SCHEMA %I FROM %I', nspname, :'service') FROM pg_namespace, aclexplode(nspacl)
WHERE grantee = :'service'::regrole AND nspname NOT IN (:'schema', 'extensions') AND pg_has_role(nspowner, 'USAGE') \gexec
GRANT USAGE, CREATE ON SCHEMA :"schema" TO :"owner";

-- What is in the schema is its owner's, and so is what the master user made there before.
GRANT :"owner" TO CURRENT_USER;
SELECT format('ALTER %s %s OWNER TO %I', type, identity, :'owner')
FROM (
  SELECT 'pg_class'::regclass AS catalog, oid, relowner AS owner FROM pg_class
  WHERE relnamespace = :'schema'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f')
  UNION ALL
  SELECT 'pg_class'::regclass, oid, relowner FROM pg_class
  WHERE relnamespace = :'schema'::regnamespace AND relkind = 'S' AND NOT EXISTS (
    SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype IN ('a', 'i'))
  UNION ALL
  SELECT 'pg_proc'::regclass, oid, proowner FROM pg_proc WHERE pronamespace = :'schema'::regnamespace
  UNION ALL
  SELECT 'pg_type'::regclass, pg_type.oid, typowner FROM pg_type LEFT JOIN pg_class ON pg_class.oid = typrelid
  WHERE typnamespace = :'schema'::regnamespace AND (typtype IN ('e', 'd', 'r') OR relkind = 'c')
) AS objects, pg_identify_object(catalog, oid, 0)
WHERE owner <> :'owner'::regrole AND pg_has_role(owner, 'USAGE')
  AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = catalog AND objid = oid AND deptype = 'e') \gexec

\if :owns
\else
REVOKE CREATE ON SCHEMA :"schema" FROM :"service";
GRANT USAGE ON SCHEMA :"schema" TO :"service";
ALTER DEFAULT PRIVILEGES FOR ROLE :"owner" IN SCHEMA :"schema" GRANT SELECT ON TABLES TO :"service";
SELECT format('GRANT SELECT ON %s TO %I', oid::regclass, :'service') FROM pg_class
WHERE relnamespace = :'schema'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f')
  AND relowner = :'owner'::regrole AND NOT has_table_privilege(:'service', oid, 'SELECT') \gexec
\endif
COMMIT;
\echo The user :service is prepared: it connects to :database, where :owner owns the schema :schema.
`.trimStart();
