import type { TerraformStack } from "cdktf";

import type { ContainerDefinition } from "../../src/constructs/containers/container-definition";
import { TaskDefinition, type TaskDefinitionProps } from "../../src/constructs/containers/task-definition";
import { PublicImage } from "../../src/constructs/registry/public-image";
import { encryptionKey } from "./encryption-key";
import { grantee } from "./grantee";

/** A container with nothing but what it must have. */
export const container: ContainerDefinition = { name: "api", image: "api:v1", essential: true, environment: {} };

/** A task definition at the path `task-definition`; unless told, its roles at `execution-role` and `task-role`, its key at `key`. */
export function taskDefinition(stack: TerraformStack, props: Partial<TaskDefinitionProps> = {}): TaskDefinition {
  return new TaskDefinition(stack, "task-definition", {
    family: "finance-api",
    cpu: 512,
    memoryMiB: 1024,
    architecture: "X86_64",
    containers: [container],
    image: new PublicImage("api:v1"),
    logs: props.logs ?? {
      groupName: "/ecs/finance-app/api",
      retentionDays: 30,
      encryptionKey: encryptionKey(stack),
      delivery: { mode: "blocking" },
    },
    executionRole: props.executionRole ?? grantee(stack, "execution-role"),
    taskRole: props.taskRole ?? grantee(stack, "task-role"),
    region: "us-east-1",
    trackLatest: false,
    ...props,
  });
}
