import type { Service } from "../config/service";
import type { ContainerDefinition, Mount } from "../constructs/containers/container-definition";
import { certificateInstaller, databaseClient } from "../constructs/database/client";
import type { PostgresInstance } from "../constructs/database/postgres-instance";
import type { ServiceImage } from "../constructs/registry/service-image";
import type { ISecretValue } from "../constructs/secrets/secret-value";

export interface ContainersProps {
  /** The service's key, which is its container's name. */
  readonly key: string;
  readonly service: Service;
  readonly image: ServiceImage;
  /** By environment variable. */
  readonly secrets: Readonly<Record<string, ISecretValue>>;
  /** The database, where the service uses it. */
  readonly database: PostgresInstance | undefined;
  readonly region: string;
}

/** The containers of a service's tasks: the application first, then its sidecars. */
export function containersOf(props: ContainersProps): ContainerDefinition[] {
  const { service, database, region } = props;
  const sidecars = Object.entries(service.sidecars).map(([name, sidecar]) => ({ name, ...sidecar }));
  return [application(props), ...sidecars, ...(database ? [certificateInstaller(region)] : [])];
}

/** Where nearly every program expects to be able to write. */
const temporaryFiles: Mount = { volume: "tmp", path: "/tmp", access: "read-write" };

function application({ key, service, image, secrets, database }: ContainersProps): ContainerDefinition {
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
    mounts: [...(service.rootFilesystem === "read-only" ? [temporaryFiles] : []), ...(client?.mounts ?? [])],
    startsAfter: client?.startsAfter ?? {},
  };
}
