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

type WithSecrets = Pick<Environment, "services" | "rotation" | "database">;

/** The services whose tasks are replaced when one of their secrets gets a new value, by key. */
export function redeployedServices({ services, rotation, database }: WithSecrets): string[] {
  if (rotation.redeploy === "none") return [];
  return Object.entries(services).flatMap(([key, service]) => (isRedeployed(service, database) ? [key] : []));
}

function isRedeployed(service: Service, database: Environment["database"]): boolean {
  const { deployment, secrets } = service;
  const hasSecrets = secrets.generated.length > 0 || secrets.operator.length > 0 || knowsPassword(service, database);
  return hasSecrets && deployment.kind === "rolling";
}

/** Whether a service's tasks get the database's password; in front of a proxy they need none. */
export function knowsPassword(service: Service, database: Environment["database"]): boolean {
  return service.database !== undefined && database?.proxy === "none";
}

/** How often RDS turns the database's master password, where the environment does not say. */
const rotationDays = { tasksFollow: 30, tasksDoNot: 365 };

/** Days after which RDS makes another master password: often where all tasks that use it follow, seldom where one does not. */
export function passwordRotationDays(environment: WithSecrets): number {
  const { database, services } = environment;
  const redeployed = new Set(redeployedServices(environment));
  const users = Object.entries(services).filter(([, service]) => knowsPassword(service, database));
  const byDefault = users.every(([key]) => redeployed.has(key)) ? rotationDays.tasksFollow : rotationDays.tasksDoNot;
  return database?.passwordRotationDays ?? byDefault;
}
