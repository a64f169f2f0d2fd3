import type { Difference } from "../change";
import { type Finding, finding, type Rule } from "../finding";
import { controllerOf } from "../revisions";
import { differenceText } from "../text";

/**
 * What ECS updates of a service that CodeDeploy deploys (Amazon ECS API Reference, "UpdateService"): desired count,
 * deployment configuration, health check grace period, placement, ECS managed tags and propagated tags. Tags have a call of
 * their own, and the rest is Terraform's alone.
 */
const updated = new Set([
  ...["desired_count", "health_check_grace_period_seconds", "enable_ecs_managed_tags", "propagate_tags"],
  ...["deployment_minimum_healthy_percent", "deployment_maximum_percent", "deployment_circuit_breaker", "alarms"],
  ...["ordered_placement_strategy", "placement_constraints"],
  ...["tags", "tags_all", "wait_for_steady_state", "force_delete", "timeouts"],
]);

/** What a deployment of CodeDeploy changes instead (AWS CodeDeploy User Guide, "AppSpec 'resources' section"). */
const deployed = new Set([
  ...["task_definition", "load_balancer", "network_configuration", "platform_version", "capacity_provider_strategy"],
]);

/** An update of a service that ECS refuses, since CodeDeploy deploys it. */
export const codeDeployService: Rule = ({ type, action, before, differences }) => {
  if (type !== "aws_ecs_service" || action !== "update" || controllerOf(before) !== "CODE_DEPLOY") return [];
  const refused = differences.filter((difference) => !updated.has(attributeOf(difference)));
  return [
    ...refusal(
      "changes what only a CodeDeploy deployment can change",
      refused.filter((difference) => deployed.has(attributeOf(difference))),
      "Put it into the AppSpec of the pipeline's next deployment, and leave it to CodeDeploy here (ignore_changes).",
    ),
    ...refusal(
      "changes what ECS does not change of a CodeDeploy service",
      refused.filter((difference) => !deployed.has(attributeOf(difference))),
      "Put the old value back. Or create the service anew, which answers nothing meanwhile: set the parameter of its image to the image that runs; deploy with its pipeline until its listener rule forwards to the first target group, in which the new service starts; delete the service (aws ecs delete-service --force) and deploy at once.",
    ),
  ];
};

function refusal(title: string, differences: readonly Difference[], todo: string): Finding[] {
  if (differences.length === 0) return [];
  const why =
    'ECS refuses it and the deploy fails: of such a service UpdateService takes only the desired count, deployment configuration, health check grace period, placement, managed tags and propagated tags (Amazon ECS API Reference, "UpdateService").';
  return [finding("blocks", title, { changes: differences.map(differenceText), why, todo })];
}

function attributeOf({ path }: Difference): string {
  return path.split(".")[0] ?? "";
}
