import { ConfigurationError } from "../config/problems";
import { tooLargeDefinition } from "../config/task-definition-size";
import type { Application } from "./application";

/**
 * Measures the task definitions as they are rendered, the platform's own containers included.
 *
 * @throws ConfigurationError naming every one that ECS would refuse
 */
export function checkTaskDefinitionSizes(environment: string, applications: ReadonlyMap<string, Application>): void {
  const problems = [...applications].flatMap(([key, { taskDefinition }]) =>
    tooLargeDefinition(key, taskDefinition.bytes),
  );
  if (problems.length > 0) throw new ConfigurationError(new Map([[`environment "${environment}"`, problems]]));
}
