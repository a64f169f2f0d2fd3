import type { Environment } from "./environment";
import type { Service } from "./service";
import { hasPassword } from "./service-database";

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
