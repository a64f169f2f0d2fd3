import { describe, expect, test } from "@jest/globals";

import { ScheduleGroup } from "../../../src/constructs/scheduling/schedule-group";
import {
  type ScheduledCommand,
  ScheduledTasks,
  type ScheduledTasksProps,
} from "../../../src/constructs/scheduling/scheduled-tasks";
import { cluster } from "../../support/cluster";
import { fargateService } from "../../support/fargate-service";
import { permissions } from "../../support/grantee";
import { location } from "../../support/location";
import { type Block, policy, type Synthesized, synthesize } from "../../support/synthesized";

const prune: ScheduledCommand = {
  name: "api-prune",
  command: ["bin/rails", "tokens:prune"],
  schedule: "cron(0 4 * * ? *)",
  timezone: "Europe/Berlin",
  state: "enabled",
  flexibleMinutes: 0,
  retryMinutes: 60,
};

function scheduled(command: Partial<ScheduledCommand> = {}, props: Partial<ScheduledTasksProps> = {}): Synthesized {
  return synthesize((stack) => {
    const ecsCluster = cluster(stack);
    new ScheduledTasks(stack, "scheduled-tasks", {
      group: new ScheduleGroup(stack, "schedule-group", { name: "finance-app" }),
      roleName: "finance-api-scheduler",
      cluster: ecsCluster,
      service: fargateService(stack, { cluster: ecsCluster }),
      containerName: "api",
      commands: { prune: { ...prune, ...command } },
      location,
      ...props,
    });
  });
}

/** Known before the revision is, so that a new one changes neither schedule nor permissions. */
function familyArn(stack: Synthesized): string {
  const family = stack.reference("aws_ecs_task_definition", "task-definition", "family");
  return `arn:aws:ecs:us-east-1:111122223333:task-definition/${family}`;
}

function target(stack: Synthesized): Block & { ecs_parameters: Block } {
  return stack.only("aws_scheduler_schedule").target as Block & { ecs_parameters: Block };
}

describe("ScheduledTasks", () => {
  test("run their command by the clock, in a task on the service's capacity and network", () => {
    const stack = scheduled();

    expect(stack.only("aws_scheduler_schedule")).toMatchObject({
      name: "api-prune",
      group_name: stack.reference("aws_scheduler_schedule_group", "schedule-group", "name"),
      description: "prune of api",
      schedule_expression: "cron(0 4 * * ? *)",
      schedule_expression_timezone: "Europe/Berlin",
      state: "ENABLED",
      flexible_time_window: { mode: "OFF" },
      target: {
        arn: stack.reference("aws_ecs_cluster", "cluster", "arn"),
        role_arn: stack.reference("aws_iam_role", "scheduled-tasks/role", "arn"),
        retry_policy: { maximum_event_age_in_seconds: 3600, maximum_retry_attempts: 185 },
        ecs_parameters: {
          task_count: 1,
          group: "scheduled:api-prune",
          capacity_provider_strategy: [{ capacity_provider: "FARGATE", weight: 1, base: 0 }],
          network_configuration: {
            subnets: stack.only("aws_ecs_service").network_configuration
              ? (stack.only("aws_ecs_service").network_configuration as Block).subnets
              : [],
            security_groups: [stack.reference("aws_security_group", "service/security-group", "id")],
            assign_public_ip: false,
          },
          enable_ecs_managed_tags: true,
          propagate_tags: "TASK_DEFINITION",
        },
      },
    });
  });

  test("replace the command of the service's container and nothing else", () => {
    const { input } = target(scheduled({ command: ["sh", "-c", "echo ${HOME}"] }));

    expect(JSON.parse(String(input))).toEqual({
      containerOverrides: [{ name: "api", command: ["sh", "-c", "echo $${HOME}"] }],
    });
  });

  test("run the family's latest revision, whoever registered it", () => {
    const stack = scheduled();
    expect(target(stack).ecs_parameters.task_definition_arn).toBe(familyArn(stack));
  });

  test("may be started late, or not at all", () => {
    expect(scheduled({ flexibleMinutes: 15, state: "disabled" }).only("aws_scheduler_schedule")).toMatchObject({
      flexible_time_window: { mode: "FLEXIBLE", maximum_window_in_minutes: 15 },
      state: "DISABLED",
    });
  });

  test("are started in a role that schedules of the group alone may assume", () => {
    const stack = scheduled();

    expect(policy(stack.resources("aws_iam_role")["scheduled-tasks/role"]?.assume_role_policy).Statement).toEqual([
      {
        Sid: "Trust",
        Effect: "Allow",
        Principal: { Service: "scheduler.amazonaws.com" },
        Action: ["sts:AssumeRole"],
        Condition: {
          StringEquals: {
            "aws:SourceAccount": "111122223333",
            "aws:SourceArn": stack.reference("aws_scheduler_schedule_group", "schedule-group", "arn"),
          },
        },
      },
    ]);
  });

  test("are started in a role that may run tasks of one family in one cluster, and pass exactly their roles", () => {
    const stack = scheduled();
    const clusterName = stack.reference("aws_ecs_cluster", "cluster", "name");
    const family = familyArn(stack);

    expect(permissions(stack, "scheduled-tasks/role")).toEqual([
      {
        Sid: "RunTasks",
        Effect: "Allow",
        Action: ["ecs:RunTask"],
        Resource: [`${family}:*`, family],
        Condition: { ArnEquals: { "ecs:cluster": stack.reference("aws_ecs_cluster", "cluster", "arn") } },
      },
      {
        Sid: "TagTasks",
        Effect: "Allow",
        Action: ["ecs:TagResource"],
        Resource: [`arn:aws:ecs:us-east-1:111122223333:task/${clusterName}/*`],
        Condition: { StringEquals: { "ecs:CreateAction": "RunTask" } },
      },
      {
        Sid: "PassTheirRoles",
        Effect: "Allow",
        Action: ["iam:PassRole"],
        Resource: [
          stack.reference("aws_iam_role", "execution-role", "arn"),
          stack.reference("aws_iam_role", "task-role", "arn"),
        ],
        Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
      },
    ]);
  });
});
