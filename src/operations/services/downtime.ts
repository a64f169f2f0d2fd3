import type { DeclaredService } from "../synth/declared-services";

/** What to expect where the tasks of a service are gone before others take their place; nothing where they stay. */
export function downtimeOf({ deployment }: Pick<DeclaredService, "deployment">): string | undefined {
  if (deployment.kind === "blue-green" || deployment.minimumHealthyPercent !== 0) return undefined;
  return "ECS stops the tasks before it starts new ones (minimumHealthyPercent is 0): the service is down until those are healthy.";
}
