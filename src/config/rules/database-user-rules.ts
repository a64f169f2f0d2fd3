import type { Database } from "../database";
import type { Environment } from "../environment";
import type { Problem } from "../problems";
import { ownerOf, type ServiceDatabase } from "../service-database";

interface User extends ServiceDatabase {
  /** Where the configuration says it. */
  readonly path: string;
}

/** Each service's user has rights of its own, so no two share a user, and a schema has one owner. */
export function databaseUserRules({ database, services }: Environment): Problem[] {
  if (!database) return [];
  const users = Object.entries(services).flatMap(([key, service]): User[] =>
    service.database ? [{ ...service.database, path: `services.${key}.database` }] : [],
  );
  return users.flatMap((user, index) => {
    const earlier = users.slice(0, index);
    return [
      ...masterUser(user, database),
      ...sharedUser(user, earlier),
      ...sharedSchema(user, earlier),
      ...missingOwner(user, services),
    ];
  });
}

function masterUser({ path, user }: User, { masterUsername }: Database): Problem[] {
  if (user !== masterUsername) return [];
  const message = `${user} is the database's master user, who may do everything; give the service a user of its own`;
  return [{ path: `${path}.user`, message }];
}

function sharedUser({ path, user }: User, earlier: readonly User[]): Problem[] {
  const other = earlier.find((one) => one.user === user);
  if (!other) return [];
  return [{ path: `${path}.user`, message: `${user} is already the user of ${other.path}; give each service its own` }];
}

function sharedSchema({ path, user, access, schema }: User, earlier: readonly User[]): Problem[] {
  const owner = earlier.find((one) => one.access === "owner" && one.schema === schema);
  if (access !== "owner" || !owner || owner.user === user) return [];
  const message = `${schema} already belongs to the user of ${owner.path}; choose another schema, as in "${user}", or access: "reader"`;
  return [{ path: `${path}.schema`, message }];
}

function missingOwner({ path, access, schema }: User, services: Environment["services"]): Problem[] {
  if (access === "owner" || ownerOf(schema, services) !== undefined) return [];
  const owned = Object.values(services).flatMap(({ database }) =>
    database?.access === "owner" ? [database.schema] : [],
  );
  const choice = owned.length === 0 ? 'choose access: "owner"' : `choose one that has an owner: ${owned.join(", ")}`;
  return [
    { path: `${path}.schema`, message: `no service owns the schema ${schema}, so there is nothing to read; ${choice}` },
  ];
}
