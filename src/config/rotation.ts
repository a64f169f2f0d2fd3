import { z } from "zod";

import type { Environment } from "./environment";
import type { Service } from "./service";
import { hasPassword } from "./service-database";

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
  const hasSecrets = secrets.generated.length > 0 || secrets.operator.length > 0 || hasPassword(service, database);
  return hasSecrets && deployment.kind === "rolling";
}
