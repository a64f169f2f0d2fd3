import { Construct } from "constructs";

import type { Cluster } from "../containers/cluster";
import { scheduledGroupPrefix } from "../scheduling/scheduled-tasks";
import type { AlarmTopic } from "./alarm-topic";
import { EventNotice } from "./event-notice";
import { inPatterns, numbered } from "./event-patterns";

export interface FailedScheduledTasksProps {
  /** The name of a rule, by what it is about. */
  readonly nameOf: (concern: string) => string;
  readonly topic: AlarmTopic;
  readonly cluster: Cluster;
  /** The keys of the services that have scheduled tasks: their containers' names. */
  readonly services: readonly string[];
}

/**
 * Tells a topic of every scheduled task that fails: its application ended with another exit code than 0, or it did not
 * start at all. What its sidecars ended with does not count, for ECS stops them with the application (Amazon ECS, "Task
 * state change events"; Amazon EventBridge, "Event patterns": the fields of one element of a list must match together).
 *
 * Costs nothing: events of AWS services are free.
 */
export class FailedScheduledTasks extends Construct {
  public constructor(scope: Construct, id: string, { nameOf, topic, cluster, services }: FailedScheduledTasksProps) {
    super(scope, id);
    for (const [index, name] of inPatterns(services).entries()) {
      const failed = { containers: { name, exitCode: [{ "anything-but": 0 }] } };
      // The first has the address of the whole: Terraform takes it for the one rule that there used to be.
      new EventNotice(this, numbered("Default", index), {
        name: nameOf(numbered("failed-scheduled-tasks", index)),
        topic,
        description: "Scheduled tasks that failed",
        pattern: {
          source: ["aws.ecs"],
          "detail-type": ["ECS Task State Change"],
          detail: {
            clusterArn: [cluster.resource.arn],
            group: [{ prefix: scheduledGroupPrefix }],
            lastStatus: ["STOPPED"],
            ...(index === 0 ? { $or: [failed, { stopCode: ["TaskFailedToStart"] }] } : failed),
          },
        },
        paths: { task: "$.detail.taskArn", group: "$.detail.group", reason: "$.detail.stoppedReason" },
        message:
          "The task <group> failed: <reason> It is not repeated before its schedule says so. Its log stream ends in the last part of <task>; `npm run task` runs it again.",
      });
    }
  }
}
