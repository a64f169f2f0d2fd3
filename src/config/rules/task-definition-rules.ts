import { isPipelineManaged } from "../deployment";
import type { Environment } from "../environment";
import { platformContainers } from "../platform-containers";
import type { Problem } from "../problems";
import type { Service } from "../service";
import { tooLargeDefinition } from "../task-definition-size";

type Container = Partial<
  Pick<Service["sidecars"][string], "command" | "environment" | "secrets" | "healthCheck" | "scratch" | "image">
>;

/**
 * What is written into a task definition must fit there, once for each container that gets it. What only the synthesis knows,
 * such as the platform's own containers, is measured there; this is the least that it takes.
 */
export function taskDefinitionRules(environment: Environment): Problem[] {
  return Object.entries(environment.services).flatMap(([key, service]) => {
    const containers = containersOf(key, service).map(([name, container]) => rendered(environment, name, container));
    return tooLargeDefinition(key, Buffer.byteLength(JSON.stringify(containers)));
  });
}

function containersOf(key: string, service: Service): [string, Container][] {
  const { environment, secrets, healthCheck, scratch, release, deployment, sidecars } = service;
  const own = { environment, secrets: [...secrets.generated, ...secrets.operator], scratch };
  const releases = release && !isPipelineManaged(deployment);
  return [
    [key, { ...own, healthCheck }],
    ...(releases ? [[platformContainers.release, { ...own, command: release.command }] as [string, Container]] : []),
    ...Object.entries(sidecars),
  ];
}

/** As ECS has it. */
function rendered({ account, region }: Environment, name: string, container: Container): unknown {
  const { image, command, environment = {}, secrets = [], healthCheck, scratch = [] } = container;
  return {
    ...{ name, image, command, healthCheck },
    environment: Object.entries(environment).map(([variable, value]) => ({ name: variable, value })),
    secrets: secrets.map((key) => ({ name: key, valueFrom: `arn:aws:secretsmanager:${region}:${account}:secret:` })),
    mountPoints: scratch.map((containerPath) => ({ sourceVolume: name, containerPath, readOnly: false })),
  };
}
