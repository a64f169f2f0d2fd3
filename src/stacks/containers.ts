import { isPipelineManaged } from "../config/deployment";
import { platformContainers, tlsSidecarMemoryMiB } from "../config/platform-containers";
import { applicationPortOf, type FileAccess, type Service } from "../config/service";
import type { Release } from "../config/tasks";
import type { ContainerDefinition, Mount } from "../constructs/containers/container-definition";
import { retriedCommand } from "../constructs/containers/retried-command";
import type { Tracing } from "../constructs/containers/tracing";
import { tlsSidecar } from "../constructs/containers/tls-sidecar";
import { type VolumePreparation, volumePreparation, writableByAll } from "../constructs/containers/volume-preparation";
import { certificates, certificatesMount, databaseClient } from "../constructs/database/client";
import type { DatabaseUser } from "../constructs/database/database-user";
import type { IImage } from "../constructs/registry/image";
import type { ISecretValue } from "../constructs/secrets/secret-value";
import type { FileSystem } from "../constructs/storage/file-system";

export interface ContainersProps {
  /** The service's key, which is its container's name. */
  readonly key: string;
  readonly service: Service;
  readonly image: IImage;
  /** By environment variable. */
  readonly secrets: Readonly<Record<string, ISecretValue>>;
  /** Its user of the database, where the service uses it. */
  readonly databaseUser: DatabaseUser | undefined;
  readonly fileSystem: FileSystem | undefined;
  readonly tracing: Tracing | undefined;
  /** After how long without a byte the load balancer ends a connection. @default there is none */
  readonly idleTimeoutSeconds?: number | undefined;
}

/**
 * The containers of a service's tasks: the application first, then what prepares its user of the database, its release and its
 * sidecars, then what prepares their volumes before any of them starts.
 */
export function containersOf(props: ContainersProps): ContainerDefinition[] {
  const { databaseUser, tracing } = props;
  const containers = [
    application(props),
    ...preparedUser(props),
    ...release(props),
    ...sidecars(props),
    ...tls(props),
    ...(tracing ? [tracing.collector] : []),
  ];
  const preparations = [
    ...containers.flatMap(({ mounts = [] }) => mounts.filter(isScratch).map(({ volume }) => writableByAll(volume))),
    ...(databaseUser ? [certificates(databaseUser.database)] : []),
  ];
  return preparations.length === 0 ? containers : prepared(containers, preparations);
}

function prepared(
  containers: readonly ContainerDefinition[],
  preparations: readonly VolumePreparation[],
): ContainerDefinition[] {
  const { volumes } = platformContainers;
  return [
    ...containers.map((container) => ({
      ...container,
      startsAfter: { ...container.startsAfter, [volumes]: "SUCCESS" as const },
    })),
    volumePreparation(volumes, preparations),
  ];
}

function application(props: ContainersProps): ContainerDefinition {
  const { key, service, image, secrets, databaseUser, tracing } = props;
  const client = databaseUser && databaseClient(databaseUser.database, databaseUser.login);
  const behindTls = service.ingress?.tls === "sidecar";
  return {
    name: key,
    image: image.uri,
    essential: true,
    port: behindTls ? undefined : service.port,
    environment: {
      ...tracing?.clientEnvironment,
      ...service.environment,
      ...client?.environment,
      ...(behindTls && { PORT: String(applicationPortOf(service)) }),
    },
    secrets: { ...secrets, ...client?.secrets },
    healthCheck: service.healthCheck,
    stopTimeoutSeconds: service.stopTimeoutSeconds,
    rootFilesystem: rootFilesystemOf(service),
    init: service.exec === "enabled" ? "enabled" : "none",
    mounts: mountsOf(key, props),
    startsAfter: {
      ...(tracing && { [tracing.collector.name]: "START" }),
      ...userFirst(databaseUser),
      ...(releasesAtStart(service) && { [platformContainers.release]: "SUCCESS" }),
    },
  };
}

/** Who connects to the database does so as a user that must be there. */
function userFirst(databaseUser: DatabaseUser | undefined): NonNullable<ContainerDefinition["startsAfter"]> {
  return databaseUser ? { [platformContainers.databaseUser]: "SUCCESS" } : {};
}

function preparedUser({ databaseUser }: ContainersProps): ContainerDefinition[] {
  if (!databaseUser) return [];
  const name = platformContainers.databaseUser;
  const preparation = databaseUser.preparation(name, temporaryFiles);
  return [{ ...preparation, mounts: [...scratchOf(name, { scratch: [] }), ...(preparation.mounts ?? [])] }];
}

/** What the application sees of volumes, under the name of whichever container runs its image. */
function mountsOf(container: string, { service, fileSystem, databaseUser }: ContainersProps): Mount[] {
  return [
    ...scratchOf(container, service),
    ...(fileSystem && service.fileSystem ? [fileSystem.mountAt(service.fileSystem.path)] : []),
    ...(databaseUser ? [certificatesMount] : []),
  ];
}

/** Whether the release runs in the service's own tasks. */
export function releasesAtStart({ release, deployment }: Service): boolean {
  return release !== undefined && !isPipelineManaged(deployment);
}

/** The application once more, to run the release and end before the application starts. */
function release(props: ContainersProps): ContainerDefinition[] {
  const { service } = props;
  const name = platformContainers.release;
  if (!service.release || !releasesAtStart(service)) return [];
  return [
    {
      ...application(props),
      name,
      essential: false,
      port: undefined,
      command: releaseCommand(service.release),
      healthCheck: undefined,
      init: "none",
      mounts: mountsOf(name, props),
      startsAfter: userFirst(props.databaseUser),
    },
  ];
}

function releaseCommand({ command, retryOn }: Release): readonly string[] {
  return retryOn === undefined ? command : retriedCommand({ command, on: retryOn, scratch: temporaryFiles });
}

function sidecars({ service, secrets }: ContainersProps): ContainerDefinition[] {
  return Object.entries(service.sidecars).map(([name, sidecar]) => ({
    name,
    ...sidecar,
    secrets: Object.fromEntries(Object.entries(secrets).filter(([variable]) => sidecar.secrets.includes(variable))),
    rootFilesystem: rootFilesystemOf(sidecar),
    mounts: scratchOf(name, sidecar),
  }));
}

function tls({ key, service, idleTimeoutSeconds }: ContainersProps): ContainerDefinition[] {
  const { port, ingress, stopTimeoutSeconds } = service;
  const applicationPort = applicationPortOf(service);
  if (ingress?.tls !== "sidecar" || port === undefined || applicationPort === undefined) return [];
  if (idleTimeoutSeconds === undefined) return [];
  const name = platformContainers.tls;
  const sidecar = tlsSidecar({
    ...{ name, port, stopTimeoutSeconds },
    application: { name: key, port: applicationPort },
    idleTimeoutSeconds,
    memoryMiB: tlsSidecarMemoryMiB,
    scratch: temporaryFiles,
  });
  return [{ ...sidecar, mounts: scratchOf(name, { scratch: [] }) }];
}

/** Where nearly every program expects to be able to write. */
const temporaryFiles = "/tmp";

function rootFilesystemOf({ writableRootFilesystem }: Partial<FileAccess>): "read-only" | "writable" {
  return writableRootFilesystem === undefined ? "read-only" : "writable";
}

/** Where a container may write though it must not write anywhere else; no other container sees it. */
function scratchOf(container: string, access: Pick<FileAccess, "scratch"> & Partial<FileAccess>): Mount[] {
  const own = rootFilesystemOf(access) === "read-only" ? [{ volume: `${container}-tmp`, path: temporaryFiles }] : [];
  const further = access.scratch.map((path, index) => ({ volume: `${container}-scratch-${index + 1}`, path }));
  return [...own, ...further].map((mount) => ({ ...mount, access: "read-write" as const }));
}

function isScratch({ access, directory }: Mount): boolean {
  return access === "read-write" && !directory;
}
