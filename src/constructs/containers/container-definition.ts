import { literal } from "../../terraform/literal";
import type { ISecretValue } from "../secrets/secret-value";

/** ECS's own check inside a container. */
export interface ContainerHealthCheck {
  /** As in `["CMD-SHELL", "curl -f http://localhost:3000/health"]`. */
  readonly command: readonly string[];
  readonly intervalSeconds: number;
  readonly timeoutSeconds: number;
  readonly retries: number;
  readonly startPeriodSeconds: number;
}

export interface ContainerDefinition {
  readonly name: string;
  readonly image: string;
  /** Whether the task ends when this container does. */
  readonly essential: boolean;
  /** @default none */
  readonly port?: number | undefined;
  /** @default the image's own */
  readonly command?: readonly string[] | undefined;
  readonly environment: Readonly<Record<string, string>>;
  /** @default none */
  readonly secrets?: Readonly<Record<string, ISecretValue>>;
  /** MiB that the container is held to. @default the task's */
  readonly memoryMiB?: number | undefined;
  /** @default none */
  readonly healthCheck?: ContainerHealthCheck | undefined;
  /** How long it may take to end after SIGTERM. @default 30 */
  readonly stopTimeoutSeconds?: number;
  /** @default "read-only" */
  readonly rootFilesystem?: "writable" | "read-only";
  /** The user it runs as. @default the image's own */
  readonly user?: string | undefined;
  /** Whether a small init process cleans up after others, as ECS Exec leaves some behind. @default "none" */
  readonly init?: "none" | "enabled";
  /** Containers that must have got so far before this one starts. @default none */
  readonly startsAfter?: Readonly<Record<string, "START" | "COMPLETE" | "SUCCESS" | "HEALTHY">>;
  /** The volumes that it sees. @default none */
  readonly mounts?: readonly Mount[];
}

/** Where a container sees a volume, which the task's containers may share. */
export interface Mount {
  readonly volume: string;
  readonly path: string;
  readonly access: "read-only" | "read-write";
  /** Where the volume keeps its files. @default scratch space that goes with the task */
  readonly directory?: { readonly fileSystemId: string; readonly accessPointId: string };
}

/** Where the containers of a task write their logs. */
export interface ContainerLogs {
  readonly group: string;
  readonly region: string;
  readonly delivery: LogDelivery;
}

/**
 * Whether a container waits until its lines are written, or goes on with up to so many in memory and loses the rest (Amazon
 * ECS API Reference, "LogConfiguration").
 */
export type LogDelivery = { readonly mode: "blocking" } | { readonly mode: "non-blocking"; readonly bufferMiB: number };

/**
 * The containers of a task as ECS itself would give them back: whatever it would fill in is there, lists stand in one
 * order. Otherwise each plan would show a new revision.
 */
export function renderContainers(containers: readonly ContainerDefinition[], logs: ContainerLogs): string {
  return JSON.stringify(containers.map((container) => render(container, logs)));
}

function render(container: ContainerDefinition, { group, region, delivery }: ContainerLogs): unknown {
  return {
    name: container.name,
    image: container.image,
    cpu: 0,
    memory: container.memoryMiB,
    essential: container.essential,
    command: container.command?.map(literal),
    portMappings:
      container.port === undefined
        ? []
        : [{ containerPort: container.port, hostPort: container.port, protocol: "tcp" }],
    environment: sorted(container.environment).map(([name, value]) => ({ name, value: literal(value) })),
    secrets: sorted(container.secrets ?? {}).map(([name, { valueFrom }]) => ({ name, valueFrom })),
    healthCheck: container.healthCheck && renderHealthCheck(container.healthCheck),
    stopTimeout: container.stopTimeoutSeconds ?? 30,
    readonlyRootFilesystem: container.rootFilesystem !== "writable",
    user: container.user,
    linuxParameters: container.init === "enabled" ? { initProcessEnabled: true } : undefined,
    dependsOn: sorted(container.startsAfter ?? {}).map(([containerName, condition]) => ({ containerName, condition })),
    mountPoints: (container.mounts ?? []).map(({ volume, path, access }) => ({
      sourceVolume: volume,
      containerPath: path,
      readOnly: access === "read-only",
    })),
    volumesFrom: [],
    systemControls: [],
    logConfiguration: {
      logDriver: "awslogs",
      options: {
        ...{ "awslogs-group": group, "awslogs-region": region, "awslogs-stream-prefix": container.name },
        mode: delivery.mode,
        ...(delivery.mode === "non-blocking" && { "max-buffer-size": `${delivery.bufferMiB}m` }),
      },
    },
  };
}

function renderHealthCheck({
  command,
  intervalSeconds,
  timeoutSeconds,
  retries,
  startPeriodSeconds,
}: ContainerHealthCheck): unknown {
  return {
    command: command.map(literal),
    interval: intervalSeconds,
    timeout: timeoutSeconds,
    retries,
    startPeriod: startPeriodSeconds,
  };
}

function sorted<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1));
}
