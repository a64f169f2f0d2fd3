import { type Account, type AccountInput, accountSchema } from "./account";
import { type Environment, type EnvironmentInput, environmentName, environmentSchema } from "./environment";
import { ConfigurationError, type Problem } from "./problems";
import { budgetRules } from "./rules/budget-rules";
import { callRules } from "./rules/call-rules";
import { capacityRules } from "./rules/capacity-rules";
import { certificateRules } from "./rules/certificate-rules";
import { connectionRules } from "./rules/connection-rules";
import { containerRules } from "./rules/container-rules";
import { databaseWindowRules } from "./rules/database-window-rules";
import { databaseRules } from "./rules/database-rules";
import { deploymentRules } from "./rules/deployment-rules";
import { edgeRules } from "./rules/edge-rules";
import { loadBalancerRules } from "./rules/load-balancer-rules";
import { monitoringRules } from "./rules/monitoring-rules";
import { namingRules } from "./rules/naming-rules";
import { networkRules } from "./rules/network-rules";
import { platformRules } from "./rules/platform-rules";
import { portRules } from "./rules/port-rules";
import { recoveryRules } from "./rules/recovery-rules";
import { rotationRules } from "./rules/rotation-rules";
import { routingRules } from "./rules/routing-rules";
import { secretRules } from "./rules/secret-rules";
import { sizingRules } from "./rules/sizing-rules";
import { subnetSizeRules } from "./rules/subnet-size-rules";
import { tagRules } from "./rules/tag-rules";
import { taskDefinitionRules } from "./rules/task-definition-rules";
import { taskRules } from "./rules/task-rules";
import { workflowRules } from "./rules/workflow-rules";
import { readBySchema } from "./schema-problems";

/** All accounts and environments, as they are written down. */
export interface PlatformInput {
  readonly accounts: readonly AccountInput[];
  readonly environments: readonly EnvironmentInput[];
}

/** All accounts and environments, checked, with every default filled in, and frozen. */
export interface Platform {
  readonly accounts: readonly Account[];
  readonly environments: readonly Environment[];
}

const rules = [
  tagRules,
  networkRules,
  subnetSizeRules,
  portRules,
  callRules,
  sizingRules,
  capacityRules,
  containerRules,
  taskDefinitionRules,
  routingRules,
  loadBalancerRules,
  edgeRules,
  certificateRules,
  deploymentRules,
  taskRules,
  secretRules,
  databaseRules,
  databaseWindowRules,
  connectionRules,
  recoveryRules,
  rotationRules,
  monitoringRules,
  budgetRules,
  namingRules,
];

/**
 * Checks everything that was written down, each environment by itself and against all others.
 *
 * @throws ConfigurationError with every problem of every account and environment.
 */
export function checkPlatform(input: PlatformInput): Platform {
  const problems = new Map<string, readonly Problem[]>();
  const note = (subject: string, found: readonly Problem[]): void => {
    if (found.length > 0) problems.set(subject, [...(problems.get(subject) ?? []), ...found]);
  };

  const accounts = input.accounts.flatMap((account) => {
    const read = readBySchema(accountSchema, account);
    if ("value" in read) return [read.value];
    note(`account "${account.name}"`, read.problems);
    return [];
  });
  const environments = input.environments.flatMap((environment) => {
    const read = readBySchema(environmentSchema, environment);
    if ("value" in read) return [{ ...read.value, name: environmentName(read.value) }];
    note(`environment "${environmentName(environment)}"`, read.problems);
    return [];
  });
  // What is wrong with those that cannot be read is said already.
  const readable = new Set(accounts.map(({ id }) => id));
  const unreadable = input.accounts.map(({ id }) => id).filter((id) => !readable.has(id));
  const written = input.environments.map((one) => ({ name: environmentName(one), account: one.account }));
  accounts.forEach((account, index) => {
    note(`account "${account.name}"`, workflowRules(account, accounts.slice(0, index), written));
  });
  environments.forEach((environment, index) => {
    const found = rules.flatMap((rule) => rule(environment));
    note(`environment "${environment.name}"`, [
      ...found,
      ...platformRules(environment, accounts, unreadable, environments.slice(0, index)),
    ]);
  });

  if (problems.size > 0) throw new ConfigurationError(problems);
  return deepFreeze({ accounts, environments });
}

/** The names of all environments of an account. */
export function environmentsOf({ environments }: Platform, { id }: Pick<Account, "id">): string[] {
  return environments.filter(({ account }) => account === id).map(({ name }) => name);
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
