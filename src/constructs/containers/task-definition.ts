import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { Construct } from "constructs";

import type { AwsLocation } from "../iam/aws-location";
import { Role } from "../iam/role";
import type { ServiceImage } from "../registry/service-image";
import type { EncryptionKey } from "../secrets/encryption-key";
import { type ContainerDefinition, renderContainers } from "./container-definition";

export interface TaskDefinitionProps {
  readonly family: string;
  /** Of the whole task, in CPU units. */
  readonly cpu: number;
  /** Of the whole task. */
  readonly memoryMiB: number;
  readonly architecture: "X86_64" | "ARM64";
  /** The first one is the application. */
  readonly containers: readonly ContainerDefinition[];
  readonly image: ServiceImage;
  readonly logs: { readonly groupName: string; readonly retentionDays: number; readonly encryptionKey: EncryptionKey };
  readonly executionRoleName: string;
  readonly taskRoleName: string;
  readonly location: AwsLocation;
}

/**
 * What a task of a service consists of: its containers and their size, its log group, and its two roles. The execution
 * role is ECS's and may only start this task (pull its image, read its secrets, write its logs); the task role is the
 * application's and may do what grants give it. Every change makes a new revision; old ones stay, so that a deployment can
 * roll back to them.
 *
 * Costs money: the log group, by the gigabyte written and stored.
 */
export class TaskDefinition extends Construct {
  public readonly resource: EcsTaskDefinition;
  public readonly executionRole: Role;
  public readonly taskRole: Role;
  public readonly logGroup: CloudwatchLogGroup;

  public constructor(scope: Construct, id: string, props: TaskDefinitionProps) {
    super(scope, id);
    const { family, logs, location } = props;
    this.logGroup = new CloudwatchLogGroup(this, "log-group", {
      name: logs.groupName,
      retentionInDays: logs.retentionDays,
      kmsKeyId: logs.encryptionKey.arn,
    });
    this.executionRole = this.createRole(
      "execution-role",
      props.executionRoleName,
      `Starts the tasks of ${family}`,
      location,
    );
    this.taskRole = this.createRole(
      "task-role",
      props.taskRoleName,
      `What the application in ${family} may do`,
      location,
    );
    this.grantStart(props);
    this.resource = this.register(props);
  }

  private createRole(id: string, name: string, description: string, { account, region }: AwsLocation): Role {
    return new Role(this, id, {
      name,
      description,
      trust: {
        principals: { Service: "ecs-tasks.amazonaws.com" },
        conditions: {
          StringEquals: { "aws:SourceAccount": account },
          ArnLike: { "aws:SourceArn": `arn:aws:ecs:${region}:${account}:*` },
        },
      },
    });
  }

  private grantStart({ containers, image }: TaskDefinitionProps): void {
    this.executionRole.grant({
      sid: "WriteLogs",
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [`${this.logGroup.arn}:*`],
    });
    image.grantPull(this.executionRole);
    for (const { secrets = {} } of containers) {
      for (const secret of Object.values(secrets)) secret.grantRead(this.executionRole);
    }
  }

  private register({
    family,
    cpu,
    memoryMiB,
    architecture,
    containers,
    location,
  }: TaskDefinitionProps): EcsTaskDefinition {
    return new EcsTaskDefinition(this, "Resource", {
      family,
      cpu: String(cpu),
      memory: String(memoryMiB),
      networkMode: "awsvpc",
      requiresCompatibilities: ["FARGATE"],
      runtimePlatform: { cpuArchitecture: architecture, operatingSystemFamily: "LINUX" },
      executionRoleArn: this.executionRole.arn,
      taskRoleArn: this.taskRole.arn,
      containerDefinitions: renderContainers(containers, { group: this.logGroup.name, region: location.region }),
      volume: [...new Set(containers.flatMap(({ mounts = [] }) => mounts.map(({ volume }) => volume)))].map((name) => ({
        name,
      })),
      skipDestroy: true,
    });
  }
}
