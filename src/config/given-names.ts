import type { NameKind } from "../naming/name-kinds";
import { Names, type NameValues } from "../naming/names";
import type { Environment } from "./environment";
import type { LoadBalancer } from "./load-balancer";
import { existingDatabasesKey } from "./existing-databases";
import { redeployedServices } from "./redeployed-services";
import type { Service } from "./service";
import { databaseUserSecret, hasPassword } from "./service-database";
import { scheduledTasks } from "./tasks";

/** One name that an environment gives, and what it is made of. */
interface NameUse {
  /** Where the name's cause stands in the environment's file. */
  readonly path: string;
  readonly kind: NameKind;
  readonly values: NameValues;
}

export interface ResourceName extends Pick<NameUse, "path" | "kind"> {
  readonly name: string;
}

/** The names of an environment, to be asked one by one. */
export function namesOf({ names, product, stage, name, region, account }: Environment): Names {
  return new Names(names, { product, stage, environment: name, region, account });
}

/** Every name that an environment gives to something in AWS. */
export function givenNames(environment: Environment): ResourceName[] {
  const names = namesOf(environment);
  return nameUses(environment).map(({ path, kind, values }) => ({ path, kind, name: names.of(kind, values) }));
}

/** Kinds whose keys the platform makes up, so that no table can list them all. */
const kindsWithManyKeys: readonly NameKind[] = ["alarm", "eventRule"];

/** What the environment's naming scheme cannot make, once for each kind. */
export function unmadeNames(environment: Environment): { readonly kind: NameKind; readonly problem: string }[] {
  const names = namesOf(environment);
  const problems = new Map<NameKind, string>();
  for (const kind of kindsWithManyKeys) {
    const row = environment.names[kind];
    if (typeof row !== "string" && !Object.hasOwn(row, "default"))
      problems.set(kind, 'has no row "default"; add it, since the platform chooses the keys');
  }
  for (const { kind, values } of nameUses(environment)) {
    const made = names.make(kind, values);
    if (!made.ok && !problems.has(kind)) problems.set(kind, made.problem);
  }
  return [...problems].map(([kind, problem]) => ({ kind, problem }));
}

function nameUses(environment: Environment): NameUse[] {
  const give = (path: string, kinds: readonly NameKind[], values: NameValues = {}): NameUse[] =>
    kinds.map((kind) => ({ path, kind, values }));

  return [
    ...kindsOfEnvironment(environment).flatMap((kind) => give(`names.${kind}`, [kind])),
    ...Object.entries(environment.loadBalancers).flatMap(([loadBalancer, config]) =>
      give(`loadBalancers.${loadBalancer}`, kindsOfLoadBalancer(config), { loadBalancer }),
    ),
    ...Object.keys(environment.existingDatabases).flatMap((cluster) =>
      give(`existingDatabases.${cluster}`, ["databaseSecurityGroup", "databasePassword"], { cluster }),
    ),
    ...redeployedServices(environment).flatMap((service) =>
      give(`services.${service}`, ["redeploymentRule"], { service }),
    ),
    ...encryptionKeys(environment).flatMap((key) => give("names.keyAlias", ["keyAlias"], { key })),
    ...give("names.alarm", ["alarm"], { key: "environment" }),
    ...[
      "failed-rolling",
      "failed-blue-green",
      "failed-backups",
      "failed-redeployments",
      "failed-scheduled-tasks",
    ].flatMap((key) => give("names.eventRule", ["eventRule"], { key })),
    ...Object.entries(environment.services).flatMap(([service, config]) => [
      ...give(`services.${service}`, kindsOfService(config), { service }),
      ...give(`services.${service}`, ["alarm"], { key: `services/${service}/unhealthy-targets-gr` }), // the longest
      ...colorsOf(config).flatMap((color) =>
        give(`services.${service}`, ["targetGroup"], { service, color, hash: color === "gr" ? "000000" : "111111" }),
      ),
      ...config.secrets.generated.flatMap((key, index) =>
        give(`services.${service}.secrets.generated.${index}`, ["generatedSecret"], { service, key }),
      ),
      ...(hasPassword(config, environment.database)
        ? give(`services.${service}.database`, ["generatedSecret"], { service, key: databaseUserSecret })
        : []),
      ...scheduledTasks(config).flatMap(([task]) =>
        give(`services.${service}.tasks.${task}`, ["schedule"], { service, task }),
      ),
    ]),
  ];
}

function kindsOfEnvironment(environment: Environment): NameKind[] {
  const { network, namespace, database, existingDatabases, services } = environment;
  const { ecsServiceRole, pipeline, staticAssets, recovery } = environment;
  const blueGreen = Object.values(services).some(({ deployment }) => deployment.kind === "blue-green");
  const scheduled = Object.values(services).some((service) => scheduledTasks(service).length > 0);
  const protectedByWaf = Object.values(environment.loadBalancers).some(({ webAcl }) => webAcl !== "none");
  return [
    "cluster",
    "dashboard",
    "alarmTopic",
    ...(environment.budget ? (["budget"] as const) : []),
    ...(network.kind === "managed" ? (["flowLogsRole", "flowLogGroup"] as const) : []),
    ...(namespace === "created" ? (["namespace"] as const) : []),
    ...(database ? (["database"] as const) : []),
    ...(database?.proxy === "created" ? (["databaseProxy", "databaseProxyRole"] as const) : []),
    ...(database && database.monitoringIntervalSeconds > 0 ? (["databaseMonitoringRole"] as const) : []),
    ...(database || Object.keys(existingDatabases).length > 0 ? (["databaseSubnetGroup"] as const) : []),
    ...(ecsServiceRole === "created" ? (["serviceRole"] as const) : []),
    ...(blueGreen ? (["codeDeployRole"] as const) : []),
    ...(pipeline ? (["pipelineRole"] as const) : []),
    ...(recovery ? (["backupVault", "backupPlan", "backupRole", "restoreRole"] as const) : []),
    ...(redeployedServices(environment).length > 0 ? redeploymentKinds : []),
    ...(scheduled ? (["scheduleGroup"] as const) : []),
    ...(protectedByWaf ? (["webAclLogPolicy"] as const) : []),
    ...(staticAssets ? (["staticAssets", "staticAssetsBucket", "staticAssetsLogBucket"] as const) : []),
  ];
}

/** The environment's keys of KMS, by what they are for. */
function encryptionKeys(environment: Environment): string[] {
  const { database, existingDatabases, recovery } = environment;
  return [
    "environment",
    ...(database ? ["database"] : []),
    ...(Object.keys(existingDatabases).length > 0 ? [existingDatabasesKey(environment)] : []),
    ...(recovery ? ["recovery"] : []),
  ];
}

function kindsOfLoadBalancer({ webAcl }: LoadBalancer): NameKind[] {
  return [
    "loadBalancer",
    "loadBalancerSecurityGroup",
    "accessLogBucket",
    ...(webAcl === "none" ? [] : (["webAcl", "webAclLogGroup"] as const)),
  ];
}

const redeploymentKinds = [
  "redeployment",
  "redeploymentRole",
  "redeploymentTriggerRole",
  "redeploymentLogGroup",
] as const;

function kindsOfService({ repository, deployment, secrets, parameters, tracing, tasks }: Service): NameKind[] {
  return [
    "service",
    "taskDefinitionFamily",
    "securityGroup",
    "executionRole",
    "taskRole",
    "taskPolicy",
    "serviceLogGroup",
    ...(parameters.length > 0 ? (["parameterPath"] as const) : []),
    ...(secrets.operator.length > 0 ? (["operatorSecret"] as const) : []),
    ...(repository !== undefined ? (["imageParameter"] as const) : []),
    ...(deployment.kind === "blue-green" ? (["codeDeploy"] as const) : []),
    ...(tracing ? (["tracedService"] as const) : []),
    ...(scheduledTasks({ tasks }).length > 0 ? (["schedulerRole"] as const) : []),
  ];
}

function colorsOf({ ingress, deployment }: Service): ("gr" | "bl")[] {
  if (!ingress) return [];
  return deployment.kind === "blue-green" ? ["gr", "bl"] : ["gr"];
}
