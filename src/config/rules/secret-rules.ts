import { databaseVariables } from "../database-variables";
import type { Environment } from "../environment";
import { didYouMean } from "../did-you-mean";
import type { Problem } from "../problems";
import type { Service } from "../service";
import { tracingVariables } from "../tracing";

const remedy = "a secret is only declared here: name it in secrets.generated or secrets.operator";
const secretName = /PASSWORD|PASSWD|SECRET|TOKEN|CREDENTIAL|PRIVATE_?KEY|API_?KEY/i;
const secretValue =
  /-----BEGIN [A-Z ]*PRIVATE KEY-----|\b(AKIA|ASIA)[0-9A-Z]{16}\b|\/\/[^/\s:@]+:[^/\s@]+@|\bgh[pousr]_\w{30,}|\bsk_live_\w+|\beyJ[\w-]+\.eyJ[\w-]+\./;

export function secretRules({ services }: Environment): Problem[] {
  return Object.entries(services).flatMap(([key, service]) =>
    [
      ...namedTwice(service),
      ...plainAndSecret(service),
      ...undeclared(service),
      ...providedByThePlatform(service),
      ...secretsInPlainSight(service),
    ].map(({ path, message }) => ({ path: `services.${key}.${path}`, message })),
  );
}

function declaredKeys({ secrets }: Service): { path: string; key: string }[] {
  return (["generated", "operator"] as const).flatMap((kind) =>
    secrets[kind].map((key, index) => ({ path: `secrets.${kind}.${index}`, key })),
  );
}

function namedTwice(service: Service): Problem[] {
  const { generated, operator } = service.secrets;
  return operator.flatMap((key, index) => {
    const path = `secrets.operator.${index}`;
    const earlier = generated.indexOf(key);
    return earlier < 0
      ? []
      : [{ path, message: `is declared at secrets.generated.${earlier} already; declare it once` }];
  });
}

function plainAndSecret(service: Service): Problem[] {
  return declaredKeys(service)
    .filter(({ key }) => Object.hasOwn(service.environment, key))
    .map(({ path }) => ({ path, message: "is also a plain environment variable; remove one of the two" }));
}

function undeclared(service: Service): Problem[] {
  const declared = declaredKeys(service).map(({ key }) => key);
  return Object.entries(service.sidecars).flatMap(([sidecar, { secrets }]) =>
    secrets.flatMap((key, index) =>
      declared.includes(key)
        ? []
        : [
            {
              path: `sidecars.${sidecar}.secrets.${index}`,
              message: `is not declared${didYouMean(key, declared)}; add it to secrets.operator or secrets.generated of the service`,
            },
          ],
    ),
  );
}

function providedByThePlatform(service: Service): Problem[] {
  const provided = [
    ...(service.database ? [{ variables: databaseVariables, users: "services that use the database" }] : []),
    ...(service.tracing ? [{ variables: tracingVariables, users: "services that are traced" }] : []),
  ];
  const declared = [
    ...declaredKeys(service),
    ...Object.keys(service.environment).map((key) => ({ path: `environment.${key}`, key })),
  ];
  return provided.flatMap(({ variables, users }) =>
    declared
      .filter(({ key }) => variables.includes(key))
      .map(({ path }) => ({ path, message: `is set by the platform for ${users}; remove it` })),
  );
}

function secretsInPlainSight({ environment, sidecars }: Service): Problem[] {
  const variables = [
    ...Object.entries(environment).map(([name, value]) => ({ path: `environment.${name}`, name, value })),
    ...Object.entries(sidecars).flatMap(([sidecar, container]) =>
      Object.entries(container.environment).map(([name, value]) => ({
        path: `sidecars.${sidecar}.environment.${name}`,
        name,
        value,
      })),
    ),
  ];
  return variables.flatMap(({ path, name, value }) => {
    if (secretName.test(name)) return [{ path, message: `the name says that it is a secret; ${remedy}` }];
    if (secretValue.test(value)) return [{ path, message: `the value looks like a secret; ${remedy}` }];
    return [];
  });
}
