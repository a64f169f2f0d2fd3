import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";

import { DescribeServicesCommand, ECSClient } from "@aws-sdk/client-ecs";
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  RotateSecretCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";

import { interruption } from "../interruption";
import { awsClient } from "../aws/client";
import { Failure } from "../failure";
import { contentOf } from "../secrets/stored-secret";
import { attributesOf, type State } from "../../terraform-json/state";

/** A service whose tasks are to be replaced when one of the secrets gets a new value. */
interface FollowingService {
  readonly cluster: string;
  readonly service: string;
  /** By ARN. */
  readonly secrets: readonly string[];
}

/** Milliseconds in which a service must have a new deployment. */
const patience = 30_000;

/**
 * Gives a new value to a secret of each service that follows its secrets, by a rotation where RDS manages one, and waits
 * until the service is deployed anew.
 *
 * @returns how many followed, in words
 * @throws Failure when a service keeps its deployment
 */
export async function giveNewValues(state: State, region: string): Promise<string> {
  const services = followingServices(state);
  for (const service of services) {
    const before = await deploymentOf(service, region);
    await giveNewValue(service.secrets, region);
    await waitForAnother(service, before, region);
  }
  return services.length === 0 ? "no service follows its secrets" : `${services.length} deployed anew`;
}

/** By the rules and their targets, which the state holds. */
function followingServices(state: State): FollowingService[] {
  const attributes = (type: string): Record<string, string>[] => attributesOf(state, type) as Record<string, string>[];
  const secretsByRule = new Map(
    attributes("aws_cloudwatch_event_rule").flatMap(({ name, event_pattern: text }) => {
      const pattern = JSON.parse(text ?? "{}") as { source?: string[]; resources?: string[] };
      return pattern.source?.includes("aws.secretsmanager") ? [[name, pattern.resources ?? []]] : [];
    }),
  );
  return attributes("aws_cloudwatch_event_target").flatMap(({ rule, input }) => {
    const secrets = secretsByRule.get(rule);
    return secrets ? [{ ...(JSON.parse(input ?? "{}") as { cluster: string; service: string }), secrets }] : [];
  });
}

async function giveNewValue(secrets: readonly string[], region: string): Promise<void> {
  const client = awsClient(SecretsManagerClient, region);
  const managedByRds = secrets.find((arn) => arn.includes(":secret:rds!"));
  if (managedByRds !== undefined) {
    await client.send(new RotateSecretCommand({ SecretId: managedByRds }));
    return;
  }
  const [SecretId] = secrets;
  const { SecretString = "" } = await client.send(new GetSecretValueCommand({ SecretId }));
  await client.send(new PutSecretValueCommand({ SecretId, SecretString: anotherValue(SecretString) }));
}

/** Another value of the same form: a JSON object keeps its keys. */
export function anotherValue(value: string): string {
  const content = contentOf(value);
  if (content.kind === "not-an-object") return randomUUID();
  return JSON.stringify(Object.fromEntries(Object.keys(content.values).map((key) => [key, randomUUID()])));
}

async function waitForAnother(service: FollowingService, before: string, region: string): Promise<void> {
  const deadline = Date.now() + patience;
  while ((await deploymentOf(service, region)) === before) {
    if (Date.now() > deadline)
      throw new Failure(`A secret of ${service.service} has a new value, but its tasks were not replaced.`);
    await pause(200, undefined, { signal: interruption });
  }
}

async function deploymentOf({ cluster, service }: FollowingService, region: string): Promise<string> {
  const { services = [] } = await awsClient(ECSClient, region).send(
    new DescribeServicesCommand({ cluster, services: [service] }),
  );
  return services[0]?.deployments?.[0]?.id ?? "";
}
