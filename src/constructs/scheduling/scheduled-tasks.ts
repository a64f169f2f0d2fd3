import { SchedulerSchedule } from "@cdktf/provider-aws/lib/scheduler-schedule";
import { Token } from "cdktf";
import { Construct } from "constructs";

import { literal } from "../../terraform/literal";
import type { Cluster } from "../containers/cluster";
import type { FargateService } from "../containers/fargate-service";
import type { AwsLocation } from "../iam/aws-location";
import { Role } from "../iam/role";
import type { ScheduleGroup } from "./schedule-group";

/** A scheduled command. */
export interface ScheduledCommand {
  /** The schedule's name, unique in its group. */
  readonly name: string;
  readonly command: readonly string[];
  /** AWS's schedule expression, as in `cron(0 3 * * ? *)`. */
  readonly schedule: string;
  /** As in `Europe/Berlin`. */
  readonly timezone: string;
  readonly state: "enabled" | "disabled";
  /** How late it may be started. */
  readonly flexibleMinutes: number;
  /** How long a start that fails is tried again. */
  readonly retryMinutes: number;
}

export interface ScheduledTasksProps {
  readonly group: ScheduleGroup;
  readonly roleName: string;
  readonly cluster: Cluster;
  readonly service: FargateService;
  /** The container whose command is replaced. */
  readonly containerName: string;
  /** By the task's name. */
  readonly commands: Readonly<Record<string, ScheduledCommand>>;
  readonly location: AwsLocation;
}

/** What the ECS group of every scheduled task begins with; its name follows. ECS's events carry it. */
export const scheduledGroupPrefix = "scheduled:";

/**
 * Commands that EventBridge Scheduler runs: each in a task of its own from the latest revision of the service's
 * task definition, by whichever owner, on the service's capacity, network and security group. The role may start tasks of that family in that cluster and pass
 * their roles, nothing else (EventBridge Scheduler User Guide, "Templated targets", "Execution role"). None is run while the
 * service waits for its first image.
 *
 * There is no dead-letter queue: a start that is given up is counted for the schedule group
 * (`AWS/Scheduler InvocationDroppedCount`), and a run that is hours late is of no use.
 *
 * Costs money: the tasks, by the second.
 */
export class ScheduledTasks extends Construct {
  private readonly role: Role;

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: ScheduledTasksProps,
  ) {
    super(scope, id);
    this.role = this.createRole();
    for (const [name, command] of Object.entries(props.commands)) this.schedule(name, command);
  }

  private createRole(): Role {
    const { roleName, group, cluster, service, location } = this.props;
    const { account, region } = location;
    const { taskDefinition } = service;
    const role = new Role(this, "role", {
      name: roleName,
      description: `Starts the scheduled tasks of ${service.connections.label}`,
      trust: {
        principals: { Service: "scheduler.amazonaws.com" },
        conditions: { StringEquals: { "aws:SourceAccount": account, "aws:SourceArn": group.resource.arn } },
      },
    });
    role.grant({
      sid: "RunTasks",
      actions: ["ecs:RunTask"],
      resources: [`${this.taskDefinitionArn}:*`, this.taskDefinitionArn],
      conditions: { ArnEquals: { "ecs:cluster": cluster.resource.arn } },
    });
    role.grant({
      sid: "TagTasks",
      actions: ["ecs:TagResource"],
      resources: [`arn:aws:ecs:${region}:${account}:task/${cluster.resource.name}/*`],
      conditions: { StringEquals: { "ecs:CreateAction": "RunTask" } },
    });
    role.grant({
      sid: "PassTheirRoles",
      actions: ["iam:PassRole"],
      resources: taskDefinition.roleArns,
      conditions: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    });
    return role;
  }

  /** Of the family. The resource's own attribute would be unknown in every plan of a new revision, and the permissions with it. */
  private get taskDefinitionArn(): string {
    const { service, location } = this.props;
    return `arn:aws:ecs:${location.region}:${location.account}:task-definition/${service.taskDefinition.resource.family}`;
  }

  private schedule(id: string, { flexibleMinutes, retryMinutes, ...command }: ScheduledCommand): void {
    const { group, cluster, service, containerName } = this.props;
    const { capacity, placement, firstImage } = service;
    const state = command.state.toUpperCase();
    new SchedulerSchedule(this, id, {
      name: command.name,
      groupName: group.resource.name,
      description: `${id} of ${service.connections.label}`,
      scheduleExpression: command.schedule,
      scheduleExpressionTimezone: command.timezone,
      state: firstImage && command.state === "enabled" ? Token.asString(firstImage.choose("DISABLED", state)) : state,
      flexibleTimeWindow:
        flexibleMinutes === 0 ? { mode: "OFF" } : { mode: "FLEXIBLE", maximumWindowInMinutes: flexibleMinutes },
      target: {
        arn: cluster.resource.arn,
        roleArn: this.role.arn,
        input: JSON.stringify({
          containerOverrides: [{ name: containerName, command: command.command.map(literal) }],
        }),
        retryPolicy: { maximumEventAgeInSeconds: retryMinutes * 60, maximumRetryAttempts: 185 },
        ecsParameters: {
          taskDefinitionArn: this.taskDefinitionArn,
          taskCount: 1,
          group: `${scheduledGroupPrefix}${command.name}`,
          capacityProviderStrategy: capacity.map(({ provider, weight, base }) => ({
            capacityProvider: provider,
            weight,
            base,
          })),
          networkConfiguration: { ...placement, assignPublicIp: false },
          enableEcsManagedTags: true,
          propagateTags: "TASK_DEFINITION",
        },
      },
      dependsOn: this.role.permissions,
    });
  }
}
