import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";

import { awsClient } from "../aws/client";
import { own } from "../../terraform-json/record";
import { contentOf } from "../secrets/stored-secret";
import { nameOf, type RunningTask } from "./running-tasks";
import type { ContainerVariables } from "./variables-inside";

/** A secret that some containers declare. */
export interface DeclaredSecret {
  /** As in the definition: the ARN of a secret with a key of it, or of a parameter. */
  readonly valueFrom: string;
  /** The variables in which it is, by task definitions' containers, as in `api/application`. */
  readonly variables: ReadonlyMap<string, readonly string[]>;
  readonly value: string;
}

/** A shorter value, such as the name of a user, is no secret, and may stand anywhere by chance. */
const shortestSecret = 16;

/** Every secret that a container of the tasks declares, those that have ended included. */
export async function declaredSecrets(tasks: readonly RunningTask[], region: string): Promise<DeclaredSecret[]> {
  const found = new Map<string, Map<string, string[]>>();
  for (const task of tasks)
    for (const { name: container = "", secrets = [] } of task.definitions)
      for (const { name = "", valueFrom = "" } of secrets) {
        const places = found.get(valueFrom) ?? new Map<string, string[]>();
        found.set(valueFrom, places);
        const place = placeOf(task, container);
        places.set(place, [...(places.get(place) ?? []), name]);
      }
  return Promise.all(
    [...found].map(async ([valueFrom, variables]) => ({
      ...{ valueFrom, variables },
      value: await valueAt(valueFrom, region),
    })),
  );
}

/** Where a secret is and is not to be, and is not where it is to be; the values stay here. */
export function strayingSecrets(
  containers: readonly Pick<ContainerVariables, "task" | "container" | "variables">[],
  secrets: readonly DeclaredSecret[],
): string[] {
  return containers.flatMap(({ task, container, variables }) =>
    variables === undefined
      ? []
      : secrets.flatMap(({ valueFrom, variables: declaredBy, value }) => {
          const where = `${nameOf(task)}, container ${container}`;
          const declared = declaredBy.get(placeOf(task, container)) ?? [];
          const isSecret = value.length >= shortestSecret;
          const missing = declared.filter((name) => !variables.some((one) => one.name === name && one.value === value));
          const straying = variables.filter((one) => isSecret && declared.length === 0 && one.value.includes(value));
          return [
            ...missing.map((name) => `  ${where} does not have the value of ${valueFrom} in ${name}`),
            ...straying.map(
              ({ name }) => `  ${where} has the value of ${valueFrom} in ${name}, but does not declare it`,
            ),
          ];
        }),
  );
}

function placeOf({ service }: RunningTask, container: string): string {
  return `${service.key}/${container}`;
}

/** What ECS puts into a variable: all of a secret, a key of it, or a parameter. */
async function valueAt(valueFrom: string, region: string): Promise<string> {
  const parts = valueFrom.split(":");
  if (parts[2] !== "secretsmanager") {
    const ssm = awsClient(SSMClient, region);
    const name = parts.length === 1 ? valueFrom : (parts[5] ?? "").replace(/^parameter/, "");
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name: name, WithDecryption: true }));
    return Parameter?.Value ?? "";
  }
  const secrets = awsClient(SecretsManagerClient, region);
  const [key = ""] = parts.slice(7);
  const { SecretString = "" } = await secrets.send(
    new GetSecretValueCommand({ SecretId: parts.slice(0, 7).join(":") }),
  );
  if (key === "") return SecretString;
  const content = contentOf(SecretString);
  const value = content.kind === "not-an-object" ? undefined : own(content.values, key);
  return typeof value === "string" ? value : JSON.stringify(value ?? "");
}
