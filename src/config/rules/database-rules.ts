import type { Environment } from "../environment";
import { didYouMean } from "../did-you-mean";
import type { Problem } from "../problems";
import { databaseUserRules } from "./database-user-rules";

export function databaseRules(environment: Environment): Problem[] {
  return [...managedDatabase(environment), ...databaseUserRules(environment), ...unknownClusters(environment)];
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
  if (!database) {
    const message = "the environment has no database; add one, or remove this";
    return Object.entries(services).flatMap(([key, service]) =>
      service.database ? [{ path: `services.${key}.database`, message }] : [],
    );
  }
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
  return [...shrinking, ...standby];
}
