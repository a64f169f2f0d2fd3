import { type Use, use } from "./use";

const definition = "aws_ecs_task_definition";
const notStarted = "no task of it starts any more";

const needed = (attribute: string, of: string, ...named: readonly string[]): Use =>
  use([definition, attribute], of, named, { then: notStarted, until: "rolled back to" });

/** What tasks need to start (Amazon ECS Developer Guide, "Stopped tasks error messages"), and services to run them. */
export const tasks: readonly Use[] = [
  needed("container_definitions.secrets.valueFrom", "aws_secretsmanager_secret", "arn"),
  needed("container_definitions.secrets.valueFrom", "aws_ssm_parameter", "arn", "name"),
  needed("container_definitions.repositoryCredentials.credentialsParameter", "aws_secretsmanager_secret", "arn"),
  needed("container_definitions.logConfiguration.options.awslogs-group", "aws_cloudwatch_log_group", "name"),
  needed("container_definitions.image", "aws_ecr_repository", "repository_url"),
  needed("execution_role_arn", "aws_iam_role", "arn"),
  needed("task_role_arn", "aws_iam_role", "arn"),
  needed("volume.efs_volume_configuration.file_system_id", "aws_efs_file_system", "id"),
  needed("volume.efs_volume_configuration.authorization_config.access_point_id", "aws_efs_access_point", "id"),
  use(["aws_ecs_service", "cluster"], "aws_ecs_cluster", ["arn", "id"], { then: "ECS refuses to delete the cluster" }),
  use(["aws_ecs_service", "service_registries.registry_arn"], "aws_service_discovery_service", ["arn"], {
    level: "dangerous",
    then: "it is not found by its name any more",
  }),
  use(["aws_appautoscaling_target", "resource_id"], "aws_ecs_service", ["id"], {
    level: "dangerous",
    goesAlong: true,
    then: "AWS deletes it with the service, and only the next deploy makes it again: nothing scales the service until then",
  }),
];
