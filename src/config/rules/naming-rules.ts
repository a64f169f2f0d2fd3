import { nameProblem, Names } from "../../naming/names";
import type { NameKind } from "../../naming/limits";
import { type Environment } from "../environment";
import type { Problem } from "../problems";

export interface GivenName {
  /** Where the name's cause stands in the environment's file. */
  readonly path: string;
  readonly kind: NameKind;
  readonly name: string;
}

const perEnvironment: readonly NameKind[] = ["cluster", "flowLogsRole", "flowLogGroup", "database", "namespace"];
const perService: readonly NameKind[] = [
  "service",
  "taskDefinitionFamily",
  "securityGroup",
  "executionRole",
  "taskRole",
  "serviceLogGroup",
  "parameterPath",
  "operatorSecret",
  "imageParameter",
];

/** The names of an environment, to be asked one by one. */
export function namesOf({ names, product, stage, name, region, account }: Environment): Names {
  return new Names(names, { product, stage, environment: name, region, account });
}

/** Every name that an environment gives to something in AWS. */
export function givenNames(environment: Environment): GivenName[] {
  const names = namesOf(environment);
  return [
    ...perEnvironment.map((kind) => ({ path: `names.${kind}`, kind, name: names.of(kind) })),
    ...Object.keys(environment.loadBalancers).flatMap((loadBalancer) =>
      (["loadBalancer", "accessLogBucket"] as const).map((kind) => ({
        path: `loadBalancers.${loadBalancer}`,
        kind,
        name: names.of(kind, { loadBalancer }),
      })),
    ),
    ...Object.entries(environment.services).flatMap(([service, { ingress, secrets }]) => [
      ...perService.map((kind) => ({ path: `services.${service}`, kind, name: names.of(kind, { service }) })),
      ...(ingress
        ? [
            {
              path: `services.${service}`,
              kind: "targetGroup" as const,
              name: names.of("targetGroup", { service, hash: "000000" }),
            },
          ]
        : []),
      ...secrets.generated.map((key) => ({
        path: `services.${service}.secrets`,
        kind: "generatedSecret" as const,
        name: names.of("generatedSecret", { service, key }),
      })),
    ]),
  ];
}

export function namingRules(environment: Environment): Problem[] {
  return givenNames(environment).flatMap(({ path, kind, name }) => {
    const problem = nameProblem(kind, name);
    return problem === undefined ? [] : [{ path, message: `${problem}; change the key, or names.${kind}` }];
  });
}
