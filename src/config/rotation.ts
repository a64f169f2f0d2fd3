import { z } from "zod";

import type { Environment } from "./environment";
import type { Service } from "./service";

/** What happens in an environment when a secret gets a new value. */
export const rotationSchema = z.strictObject({
  /**
   * Whether a service's tasks are replaced, one after another as in any rolling deployment, when one of its secrets gets a
   * new value: by a rotation, or because an operator put one. ECS reads secrets only when a task starts. Blue/green
   * services are left out, since CodeDeploy alone may replace their tasks: deploy them after a rotation.
   * @default "automatic"
   */
  redeploy: z.enum(["automatic", "none"]).default("automatic"),
});

/** The services whose tasks are replaced when one of their secrets gets a new value, by key. */
export function redeployedServices({ services, rotation }: Pick<Environment, "services" | "rotation">): string[] {
  if (rotation.redeploy === "none") return [];
  return Object.entries(services).flatMap(([key, service]) => (isRedeployed(service) ? [key] : []));
}

function isRedeployed({ deployment, secrets, database }: Service): boolean {
  const hasSecrets = secrets.generated.length > 0 || secrets.operator.length > 0 || database !== undefined;
  return hasSecrets && deployment.kind === "rolling";
}

/** How often RDS turns the database's master password, where the environment does not say. */
const rotationDays = { tasksFollow: 30, tasksDoNot: 365 };

/** Days after which RDS makes another master password: often where all tasks that use it follow, seldom where one does not. */
export function passwordRotationDays(environment: Pick<Environment, "services" | "rotation" | "database">): number {
  const { database, services } = environment;
  const redeployed = new Set(redeployedServices(environment));
  const users = Object.keys(services).filter((key) => services[key]?.database !== undefined);
  const byDefault = users.every((key) => redeployed.has(key)) ? rotationDays.tasksFollow : rotationDays.tasksDoNot;
  return database?.passwordRotationDays ?? byDefault;
}
