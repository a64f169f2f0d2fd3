import {
  type ContainerDefinition,
  DescribeTaskDefinitionCommand,
  type ECSClient,
  ClientException,
  RegisterTaskDefinitionCommand,
  type RegisterTaskDefinitionCommandInput,
  type TaskDefinition,
} from "@aws-sdk/client-ecs";

import { Failure } from "../failure";

/** A revision of a task definition as ECS knows it. */
export interface Revision {
  readonly arn: string;
  readonly containers: readonly ContainerDefinition[];
  /** What registers the same again. */
  readonly definition: RegisterTaskDefinitionCommandInput;
}

/** @throws Failure when there is no such revision */
export async function describeRevision(ecs: ECSClient, revision: string): Promise<Revision> {
  try {
    const { taskDefinition, tags = [] } = await ecs.send(
      new DescribeTaskDefinitionCommand({ taskDefinition: revision, include: ["TAGS"] }),
    );
    return {
      arn: taskDefinition?.taskDefinitionArn ?? revision,
      containers: taskDefinition?.containerDefinitions ?? [],
      definition: { ...registrable(taskDefinition ?? {}), ...(tags.length > 0 && { tags }) },
    };
  } catch (error) {
    if (!(error instanceof ClientException)) throw error;
    throw new Failure(`ECS does not know the revision ${revision}: ${error.message}`);
  }
}

/**
 * Registers the next revision: the same but for one image, wherever it is used.
 *
 * @returns its ARN
 */
export async function registerWithImage(
  ecs: ECSClient,
  { definition, containers }: Revision,
  from: string,
  to: string,
): Promise<string> {
  const containerDefinitions = containers.map((container) =>
    container.image === from ? { ...container, image: to } : container,
  );
  const registered = await ecs.send(new RegisterTaskDefinitionCommand({ ...definition, containerDefinitions }));
  return registered.taskDefinition?.taskDefinitionArn ?? "";
}

/** What ECS says of a task definition once it is registered, and does not take. */
const saidByEcs: ReadonlySet<string> = new Set<keyof TaskDefinition>([
  "taskDefinitionArn",
  "revision",
  "status",
  "requiresAttributes",
  "compatibilities",
  "registeredAt",
  "registeredBy",
  "deregisteredAt",
]);

function registrable(definition: TaskDefinition): RegisterTaskDefinitionCommandInput {
  const given = Object.entries(definition).filter(([attribute]) => !saidByEcs.has(attribute));
  return Object.fromEntries(given) as unknown as RegisterTaskDefinitionCommandInput;
}

/** The image of a container; empty when there is no such container. */
export function imageOf({ containers }: Revision, container: string): string {
  return containers.find(({ name }) => name === container)?.image ?? "";
}

/** A revision as people call it: the family and its number. */
export function revisionName(arn: string): string {
  return arn.split("/").at(-1) ?? arn;
}
