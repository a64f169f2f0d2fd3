import type { Environment } from "../environment";
import { didYouMean } from "../nearest";
import type { Problem } from "../problems";

export function databaseRules(environment: Environment): Problem[] {
  return [...managedDatabase(environment), ...unknownClusters(environment)];
}

function unknownClusters({ services, existingDatabases }: Environment): Problem[] {
  const known = Object.keys(existingDatabases);
  return Object.entries(services).flatMap(([key, { existingDatabases: wanted }]) =>
    wanted.flatMap((cluster, index) =>
      known.includes(cluster)
        ? []
        : [
            {
              path: `services.${key}.existingDatabases.${index}`,
              message: `there is no cluster "${cluster}"${didYouMean(cluster, known)}; add it to the environment's existingDatabases`,
            },
          ],
    ),
  );
}

function managedDatabase({ database, services, network }: Environment): Problem[] {
  const users = Object.entries(services).flatMap(([key, service]) =>
    service.database ? [{ path: `services.${key}.database`, user: service.database.user }] : [],
  );
  if (!database) {
    return users.map(({ path }) => ({ path, message: "the environment has no database; add one, or remove this" }));
  }
  const shared = users.flatMap(({ path, user }, index) => {
    const earlier = users.slice(0, index).find((other) => other.user === user);
    return earlier
      ? [{ path: `${path}.user`, message: `${user} is already the user of ${earlier.path}; give each service its own` }]
      : [];
  });
  const { allocatedStorageGiB, maxAllocatedStorageGiB } = database;
  // Amazon RDS, "Managing capacity automatically": a tenth more at least.
  const least = Math.ceil((allocatedStorageGiB * 11) / 10);
  const shrinking =
    maxAllocatedStorageGiB !== undefined && maxAllocatedStorageGiB < least
      ? [
          {
            path: "database.maxAllocatedStorageGiB",
            message: `${maxAllocatedStorageGiB} must be a tenth above allocatedStorageGiB ${allocatedStorageGiB} at least; raise it to ${least}, or leave it out`,
          },
        ]
      : [];
  const zones = network.kind === "managed" ? Object.keys(network.zones).length : 2;
  const standby =
    database.availability === "multi-zone" && zones < 2
      ? [{ path: "database.availability", message: "multi-zone needs at least two zones; add one to network.zones" }]
      : [];
  return [...shared, ...shrinking, ...standby];
}
