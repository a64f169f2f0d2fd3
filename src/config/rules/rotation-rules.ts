import type { Environment } from "../environment";
import { namesOf } from "../given-names";
import type { Problem } from "../problems";
import { redeployedServices } from "../redeployed-services";
import { databaseUserSecret, hasPassword } from "../service-database";

/** EventBridge's limit for the characters of an event pattern ("Amazon EventBridge quotas"). */
const longestPattern = 2048;

/** What the pattern has beside its ARNs, and what an ARN has beside the secret's name, in characters. */
const frame = 160;
const aroundName = "arn:aws:secretsmanager::111122223333:secret:-AbCdEf".length + '"",'.length;

/** One rule of EventBridge names all secrets of a service. */
export function rotationRules(environment: Environment): Problem[] {
  return redeployedServices(environment).flatMap((key) => {
    const names = secretNames(environment, key);
    const characters = names.reduce((sum, name) => sum + name.length + aroundName + environment.region.length, frame);
    if (characters <= longestPattern) return [];
    return [
      {
        path: `services.${key}.secrets`,
        message: `the ARNs of its ${names.length} secrets make about ${characters} characters, and EventBridge takes ${longestPattern} to watch for new values; use fewer secrets or shorter names, or set rotation.redeploy to "none"`,
      },
    ];
  });
}

function secretNames(environment: Environment, service: string): string[] {
  const config = environment.services[service];
  const names = namesOf(environment);
  return [
    ...(config?.secrets.generated ?? []).map((key) => names.of("generatedSecret", { service, key })),
    ...(config && config.secrets.operator.length > 0 ? [names.of("operatorSecret", { service })] : []),
    ...(config && hasPassword(config, environment.database)
      ? [names.of("generatedSecret", { service, key: databaseUserSecret })]
      : []),
  ];
}
