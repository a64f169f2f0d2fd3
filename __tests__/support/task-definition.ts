import type { TerraformStack } from "cdktf";

import type { ContainerDefinition } from "../../src/constructs/containers/container-definition";
import { TaskDefinition, type TaskDefinitionProps } from "../../src/constructs/containers/task-definition";
import { ServiceImage } from "../../src/constructs/registry/service-image";
import { encryptionKey } from "./encryption-key";
import { location } from "./location";

/** A container with nothing but what it must have. */
export const container: ContainerDefinition = { name: "api", image: "api:v1", essential: true, environment: {} };

/** A task definition at the path `task-definition`, with its image at `image` and, unless told, its key at `key`. */
export function taskDefinition(stack: TerraformStack, props: Partial<TaskDefinitionProps> = {}): TaskDefinition {
  return new TaskDefinition(stack, "task-definition", {
    family: "finance-api",
    cpu: 512,
    memoryMiB: 1024,
    architecture: "X86_64",
    containers: [container],
    image: new ServiceImage(stack, "image", { repositoryName: "finance-app/api", parameterName: "/images/api" }),
    logs: props.logs ?? { groupName: "/ecs/finance-app/api", retentionDays: 30, encryptionKey: encryptionKey(stack) },
    executionRoleName: "finance-api-execution",
    taskRoleName: "finance-api-task",
    location,
    ...props,
  });
}
