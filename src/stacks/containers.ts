import type { Service } from "../config/service";
import type { ContainerDefinition, Mount } from "../constructs/containers/container-definition";
import { certificateInstaller, databaseClient } from "../constructs/database/client";
import type { PostgresInstance } from "../constructs/database/postgres-instance";
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
  /** The database, where the service uses it. */
  readonly database: PostgresInstance | undefined;
  readonly fileSystem: FileSystem | undefined;
  readonly region: string;
}

/** The containers of a service's tasks: the application first, then its sidecars. */
export function containersOf(props: ContainersProps): ContainerDefinition[] {
  const { service, secrets, database, region } = props;
  const sidecars = Object.entries(service.sidecars).map(([name, sidecar]) => ({
    name,
    ...sidecar,
    secrets: Object.fromEntries(Object.entries(secrets).filter(([variable]) => sidecar.secrets.includes(variable))),
  }));
  return [application(props), ...sidecars, ...(database ? [certificateInstaller(region)] : [])];
}

function application(props: ContainersProps): ContainerDefinition {
  const { key, service, image, secrets, database } = props;
  const client = database && databaseClient(database);
  return {
    name: key,
    image: image.uri,
    essential: true,
    port: service.port,
    environment: { ...service.environment, ...client?.environment },
    secrets: { ...secrets, ...client?.secrets },
    healthCheck: service.healthCheck,
    stopTimeoutSeconds: service.stopTimeoutSeconds,
    rootFilesystem: service.rootFilesystem,
    init: service.exec === "enabled" ? "enabled" : "none",
    mounts: [...ownMounts(props), ...(client?.mounts ?? [])],
    startsAfter: client?.startsAfter ?? {},
  };
}

/** Where nearly every program expects to be able to write. */
const temporaryFiles: Mount = { volume: "tmp", path: "/tmp", access: "read-write" };

function ownMounts({ service, fileSystem }: ContainersProps): Mount[] {
  return [
    ...(service.rootFilesystem === "read-only" ? [temporaryFiles] : []),
    ...(fileSystem && service.fileSystem ? [fileSystem.mountAt(service.fileSystem.path)] : []),
  ];
}
