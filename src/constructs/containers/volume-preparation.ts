import type { ContainerDefinition } from "./container-definition";

/** What must be done to a volume before the containers that mount it start. */
export interface VolumePreparation {
  readonly volume: string;
  /** What a shell does, given where it sees the volume. */
  readonly command: (path: string) => string;
  /** What the command reads. @default nothing */
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * Makes a scratch volume one that every user may write to. Fargate's empty volumes belong to root, and few applications
 * run as root (Amazon ECS, "Use bind mounts with Amazon ECS").
 */
export function writableByAll(volume: string): VolumePreparation {
  return { volume, command: (path) => `chmod 1777 ${path}` };
}

/** A container that prepares volumes and ends; the others start after its success. */
export function volumePreparation(name: string, preparations: readonly VolumePreparation[]): ContainerDefinition {
  const pathOf = (volume: string): string => `/volumes/${volume}`;
  return {
    name,
    image: "public.ecr.aws/docker/library/busybox:1.37.0",
    essential: false,
    command: ["sh", "-c", preparations.map(({ volume, command }) => command(pathOf(volume))).join(" && ")],
    environment: Object.assign({}, ...preparations.map(({ environment }) => environment)) as Record<string, string>,
    mounts: preparations.map(({ volume }) => ({ volume, path: pathOf(volume), access: "read-write" })),
  };
}
