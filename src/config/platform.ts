import { z } from "zod";

import { defaultNamingScheme } from "../naming/names";
import { type Account, type AccountInput, accountSchema } from "./account";
import { type Environment, type EnvironmentInput, environmentName, environmentSchema } from "./environment";
import { unmadeNames } from "./given-names";
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
import { edgeRules } from "./rules/waf-and-assets-rules";
import { loadBalancerRules } from "./rules/load-balancer-rules";
import { monitoringRules } from "./rules/monitoring-rules";
import { namingRules } from "./rules/naming-rules";
import { networkRules } from "./rules/network-rules";
import { platformRules } from "./rules/platform-rules";
import { portRules } from "./rules/port-rules";
import { recoveryRules } from "./rules/recovery-rules";
import { repetitionRules } from "./rules/repetition-rules";
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
import { accountSubject, environmentSubject, readWritten, textAt, writtenName } from "./written";

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

  const lists = readBySchema(listsSchema, input);
  if ("problems" in lists) throw new ConfigurationError(new Map([["the platform", lists.problems]]));
  const written = lists.value;
  const accounts = written.accounts.flatMap((account, index) => {
    const read = readWritten(accountSchema, account);
    if ("value" in read) return [read.value];
    note(accountSubject(account, index), read.problems);
    return [];
  });
  const environments = written.environments.flatMap((environment, index) => {
    const read = readWritten(environmentSchema, environment);
    if ("value" in read) return [{ ...read.value, name: environmentName(read.value) }];
    note(environmentSubject(environment, index), read.problems);
    return [];
  });
  // What is wrong with those that cannot be read is said already.
  const readable = new Set(accounts.map(({ id }) => id));
  const unreadable = written.accounts.flatMap((one) => textAt(one, "id") ?? []).filter((id) => !readable.has(id));
  const named = written.environments.flatMap((one) => {
    const [name, account] = [writtenName(one), textAt(one, "account")];
    return name === undefined || account === undefined ? [] : [{ name, account }];
  });
  accounts.forEach((account, index) => {
    note(`account "${account.name}"`, [
      ...repetitionRules(account),
      ...workflowRules(account, accounts.slice(0, index), named),
    ]);
  });
  const withNames = environments.map(withMadeNames);
  withNames.forEach(({ environment, problems: unmade }, index) => {
    const earlier = withNames.slice(0, index).map((one) => one.environment);
    const repeated = repetitionRules(environment);
    const found = [
      ...unmade,
      ...rules.flatMap((rule) => rule(environment)),
      ...platformRules(environment, accounts, unreadable, earlier),
    ];
    // What else is wrong with an entry that is there twice follows from that.
    const others = found.filter(({ path }) => repeated.every((one) => one.path !== path));
    note(`environment "${environment.name}"`, [...repeated, ...others]);
  });

  if (problems.size > 0) throw new ConfigurationError(problems);
  return deepFreeze({ accounts, environments });
}

const listsSchema = z.strictObject({ accounts: z.array(z.unknown()), environments: z.array(z.unknown()) });

/** Names that cannot be made are a problem each; other rules go on with the default names in their place. */
function withMadeNames(environment: Environment): { environment: Environment; problems: Problem[] } {
  const unmade = unmadeNames(environment);
  const defaults = Object.fromEntries(unmade.map(({ kind }) => [kind, defaultNamingScheme[kind]]));
  return {
    environment: { ...environment, names: { ...environment.names, ...defaults } },
    problems: unmade.map(({ kind, problem }) => ({ path: `names.${kind}`, message: problem })),
  };
}

/** All environments of an account. */
export function environmentsOf({ environments }: Platform, { id }: Pick<Account, "id">): Environment[] {
  return environments.filter(({ account }) => account === id);
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
