import { isPipelineManaged } from "../deployment";
import type { Environment } from "../environment";
import { platformContainers } from "../platform-containers";
import type { Problem } from "../problems";
import { applicationPortOf, type FileAccess, type Service } from "../service";

const rules = [takenNames, tooMany, tlsPorts, portVariable, mounts, execOnReadOnly];

/** Below it ECS lets only root listen, unlike Docker. */
const firstUnprivilegedPort = 1024;

/** Containers of one task (Amazon ECS, "Service quotas"). */
const mostContainers = 10;

export function containerRules({ services }: Environment): Problem[] {
  return Object.entries(services).flatMap(([key, service]) =>
    rules
      .flatMap((rule) => rule(service, key))
      .map(({ path, message }) => ({ path: `services.${key}${path}`, message })),
  );
}

/** The containers of a task must have names that differ. */
function takenNames({ sidecars }: Service, key: string): Problem[] {
  const platforms: readonly string[] = Object.values(platformContainers);
  const names = [
    { path: "", name: key, taken: platforms },
    ...Object.keys(sidecars).map((name) => ({ path: `.sidecars.${name}`, name, taken: [key, ...platforms] })),
  ];
  return names
    .filter(({ name, taken }) => taken.includes(name))
    .map(({ path, name }) => ({
      path,
      message: `another container of the task is called "${name}" too; choose another key`,
    }));
}

function tooMany(service: Service): Problem[] {
  const platforms = addedContainers(service);
  const total = 1 + platforms.length + Object.keys(service.sidecars).length;
  if (total <= mostContainers) return [];
  const added = platforms.length === 0 ? "" : `, those included that the platform adds (${platforms.join(", ")})`;
  return [
    {
      path: ".sidecars",
      message: `the task has ${total} containers${added}, and ECS takes ${mostContainers}; remove ${total - mostContainers}`,
    },
  ];
}

/** The containers that the platform adds to a service's tasks, by their names. */
function addedContainers({ release, deployment, ingress, tracing, database, sidecars, ...service }: Service): string[] {
  const endsTls = ingress?.tls === "sidecar";
  const writes = [service, ...Object.values(sidecars)].some(
    ({ writableRootFilesystem, scratch }) => writableRootFilesystem === undefined || scratch.length > 0,
  );
  const { volumes, databaseUser, release: releases, tls, traces } = platformContainers;
  return [
    ...(database || endsTls || writes ? [volumes] : []),
    ...(database ? [databaseUser] : []),
    ...(release && !isPipelineManaged(deployment) ? [releases] : []),
    ...(endsTls ? [tls] : []),
    ...(tracing ? [traces] : []),
  ];
}

function tlsPorts({ port, ingress }: Service): Problem[] {
  if (!ingress) return [];
  const { tls, applicationPort } = ingress;
  if (tls !== "sidecar") {
    if (applicationPort === undefined) return [];
    const message = `only a TLS sidecar stands between two ports, and tls is "${tls}"; remove it, or choose tls: "sidecar"`;
    return [{ path: ".ingress.applicationPort", message }];
  }
  if (port !== undefined && port < firstUnprivilegedPort) {
    const message = `${port} is for the administrator only, and the TLS sidecar does not run as root; choose a port from ${firstUnprivilegedPort} on`;
    return [{ path: ".port", message }];
  }
  const inside = applicationPortOf({ port, ingress });
  if (inside === port && port !== undefined) {
    const message = `${port} is the port that the TLS sidecar listens on; choose another one`;
    return [{ path: ".ingress.applicationPort", message }];
  }
  if (inside === undefined || inside <= 65_535) return [];
  return [{ path: ".ingress.applicationPort", message: `missing, and there is no port after ${port}; choose one` }];
}

function portVariable({ environment, secrets, ingress }: Service): Problem[] {
  if (ingress?.tls !== "sidecar") return [];
  const paths = [
    ...(Object.hasOwn(environment, "PORT") ? [".environment.PORT"] : []),
    ...(secrets.generated.includes("PORT") || secrets.operator.includes("PORT") ? [".secrets"] : []),
  ];
  return paths.map((path) => ({
    path,
    message:
      "PORT is set by the platform where a TLS sidecar has the service's port; set ingress.applicationPort instead",
  }));
}

function mounts({ sidecars, fileSystem, ...service }: Service): Problem[] {
  const others = fileSystem ? [{ path: fileSystem.path, what: "the service's file system" }] : [];
  return [
    ...(fileSystem?.path === "/tmp" && service.writableRootFilesystem === undefined
      ? [
          {
            path: ".fileSystem.path",
            message: "/tmp is writable by itself, and lost with its task; choose another path",
          },
        ]
      : []),
    ...mountedTwice(service, others),
    ...Object.entries(sidecars).flatMap(([name, sidecar]) =>
      mountedTwice(sidecar, []).map(({ path, message }) => ({ path: `.sidecars.${name}${path}`, message })),
    ),
  ];
}

function mountedTwice(
  { writableRootFilesystem, scratch }: FileAccess,
  others: readonly { readonly path: string; readonly what: string }[],
): Problem[] {
  const taken = new Map(others.map(({ path, what }) => [path, what]));
  if (writableRootFilesystem === undefined) taken.set("/tmp", "writable by itself");
  return scratch.flatMap((path, index) => {
    const earlier = taken.get(path);
    return earlier === undefined
      ? []
      : [{ path: `.scratch.${index}`, message: `${path} is already ${earlier}; remove it` }];
  });
}

/** The agent behind ECS Exec writes into the container (Amazon ECS, "ECS Exec considerations"). */
function execOnReadOnly({ exec, writableRootFilesystem }: Service): Problem[] {
  if (exec === "disabled" || writableRootFilesystem !== undefined) return [];
  return [
    {
      path: ".exec",
      message: "ECS Exec needs a writable root file system; say so in writableRootFilesystem, or disable exec",
    },
  ];
}
