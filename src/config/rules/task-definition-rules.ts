import { isPipelines } from "../deployment";
import type { Environment } from "../environment";
import type { Problem } from "../problems";
import type { Service } from "../service";

/** Characters of a task definition (Amazon ECS, "Service quotas": 64 KiB). */
const longest = 65_536;
/** What containers of the platform, secrets and settings take of them at most. */
const frame = 16_384;

/** What is written into a task definition must fit there, once for each container that gets it. */
export function taskDefinitionRules({ services }: Environment): Problem[] {
  return Object.entries(services).flatMap(([key, service]) => {
    const characters = ownCharacters(service);
    if (characters <= longest - frame) return [];
    return [
      {
        path: `services.${key}.environment`,
        message: `variables and commands of its containers have ${characters} characters in all, and a task definition takes ${longest - frame} of them; move what is long into a file of the image, or to Parameter Store`,
      },
    ];
  });
}

function ownCharacters({ environment, release, deployment, sidecars }: Service): number {
  const releases = release && !isPipelines(deployment) ? [{ environment, command: release.command }] : [];
  return [{ environment, command: [] }, ...releases, ...Object.values(sidecars)].reduce(
    (sum, { environment: variables, command = [] }) => sum + charactersOf(variables) + JSON.stringify(command).length,
    0,
  );
}

/** As ECS has them, each with its name and value. */
function charactersOf(variables: Readonly<Record<string, string>>): number {
  return JSON.stringify(Object.entries(variables).map(([name, value]) => ({ name, value }))).length;
}
