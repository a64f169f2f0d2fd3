import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import {
  EcsTaskDefinition,
  type EcsTaskDefinitionConfig,
  type EcsTaskDefinitionVolume,
} from "@cdktf/provider-aws/lib/ecs-task-definition";
import { Construct } from "constructs";

import { statementId } from "../iam/policy-document";
import type { Role } from "../iam/role";
import type { IImage } from "../registry/image";
import type { EncryptionKey } from "../secrets/encryption-key";
import { type ContainerDefinition, type LogDelivery, renderContainers } from "./container-definition";

export interface TaskDefinitionProps {
  readonly family: string;
  /** Of the whole task, in CPU units. */
  readonly cpu: number;
  /** Of the whole task. */
  readonly memoryMiB: number;
  readonly architecture: "X86_64" | "ARM64";
  /** The first one is the application. */
  readonly containers: readonly ContainerDefinition[];
  readonly image: IImage;
  readonly logs: {
    readonly groupName: string;
    readonly retentionDays: number;
    readonly encryptionKey: EncryptionKey;
    readonly delivery: LogDelivery;
  };
  /** With it ECS starts the tasks. It may be shared. */
  readonly executionRole: Role;
  /** In it the application runs. */
  readonly taskRole: Role;
  readonly region: string;
  /**
   * Whether a plan compares the configuration with the latest revision of the family, so that one that a rollback registered
   * is taken for Terraform's own; if not, with the revision that Terraform registered, however many followed it.
   */
  readonly trackLatest: boolean;
}

/**
 * What a task of a service consists of: its containers and their size, and its log group. The execution role is ECS's
 * and is granted what starting the task takes (pull its image, read its secrets, write its logs); the task role is the
 * application's (Amazon ECS Developer Guide, "Amazon ECS task execution IAM role", "Amazon ECS task IAM role"). Every
 * change makes a new revision; old ones stay, so that a deployment can roll back to them.
 *
 * Costs money: the log group, by the gigabyte written and stored.
 */
export class TaskDefinition extends Construct {
  public readonly resource: EcsTaskDefinition;
  public readonly executionRole: Role;
  public readonly taskRole: Role;
  public readonly logGroup: CloudwatchLogGroup;
  /**
   * How large it is as ECS measures it (Amazon ECS, "Service quotas"): all of it as JSON, in bytes. What only a deploy knows
   * counts as the longest that it usually is.
   */
  public readonly bytes: number;

  public constructor(scope: Construct, id: string, props: TaskDefinitionProps) {
    super(scope, id);
    const { logs, executionRole, taskRole } = props;
    this.executionRole = executionRole;
    this.taskRole = taskRole;
    this.logGroup = new CloudwatchLogGroup(this, "log-group", {
      name: logs.groupName,
      retentionInDays: logs.retentionDays,
      kmsKeyId: logs.encryptionKey.arn,
    });
    this.grantStart(props);
    const definition = this.definition(props);
    this.bytes = bytesOf(definition);
    this.resource = new EcsTaskDefinition(this, "Resource", {
      ...definition,
      skipDestroy: true,
      trackLatest: props.trackLatest,
    });
  }

  /** The roles that a principal needs `iam:PassRole` for to register a revision. */
  public get roleArns(): string[] {
    return [this.executionRole.arn, this.taskRole.arn];
  }

  private grantStart({ family, containers, image }: TaskDefinitionProps): void {
    this.executionRole.grant({
      sid: statementId("write", "logs", "of", family),
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [`${this.logGroup.arn}:*`],
    });
    image.grantPull(this.executionRole);
    for (const { secrets = {} } of containers) {
      for (const secret of Object.values(secrets)) secret.grantRead(this.executionRole);
    }
  }

  private definition({
    family,
    cpu,
    memoryMiB,
    architecture,
    containers,
    region,
    logs,
  }: TaskDefinitionProps): EcsTaskDefinitionConfig {
    return {
      family,
      cpu: String(cpu),
      memory: String(memoryMiB),
      networkMode: "awsvpc",
      requiresCompatibilities: ["FARGATE"],
      runtimePlatform: { cpuArchitecture: architecture, operatingSystemFamily: "LINUX" },
      executionRoleArn: this.executionRole.arn,
      taskRoleArn: this.taskRole.arn,
      containerDefinitions: renderContainers(containers, {
        group: this.logGroup.name,
        region,
        delivery: logs.delivery,
      }),
      volume: renderVolumes(containers),
    };
  }
}

/** What stands for the longest that an ARN or an image's address usually is. */
const anArn = "x".repeat(160);

function bytesOf({ containerDefinitions, ...rest }: EcsTaskDefinitionConfig): number {
  const json = `${containerDefinitions}${JSON.stringify(rest)}`;
  return Buffer.byteLength(json.replaceAll(/\$\{TfToken\[[^\]]*\]\}/g, anArn).replaceAll("$${", "${"));
}

/** Each volume that a container mounts, once: scratch space, or a directory of a file system. */
function renderVolumes(containers: readonly ContainerDefinition[]): EcsTaskDefinitionVolume[] {
  const mounts = new Map(
    containers.flatMap(({ mounts = [] }) => mounts.map((mount) => [mount.volume, mount] as const)),
  );
  return [...mounts.values()].map(({ volume, directory }) => ({
    name: volume,
    ...(directory && {
      efsVolumeConfiguration: {
        fileSystemId: directory.fileSystemId,
        transitEncryption: "ENABLED",
        authorizationConfig: { accessPointId: directory.accessPointId, iam: "ENABLED" },
      },
    }),
  }));
}
