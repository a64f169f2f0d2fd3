import type { Environment } from "../environment";
import type { LoadBalancer } from "../load-balancer";
import type { Problem } from "../problems";

/** What every service may reach anyway. */
const everywhere = { cidr: "0.0.0.0/0", port: 443 };

/** AWS refuses a rule that a security group has already, and a second listener on a port. */
export function portRules(environment: Environment): Problem[] {
  return [
    ...Object.keys(environment.services).flatMap((key) => [
      ...openedTwice(environment, key),
      ...calledLikeAnother(environment, key),
    ]),
    ...Object.entries(environment.loadBalancers).flatMap(([key, balancer]) =>
      ofLoadBalancer(balancer).map(({ path, message }) => ({ path: `loadBalancers.${key}.${path}`, message })),
    ),
  ];
}

function openedTwice(environment: Environment, key: string): Problem[] {
  const egress = Object.entries(environment.services[key]?.egress ?? {});
  const calls = environment.services[key]?.calls.map((callee) => nameOfCall(environment, callee)) ?? [];
  const taken = [...namesOfConnections(environment, key), ...calls];
  return egress.flatMap(([name, { port, cidr }], index) => {
    const path = `services.${key}.egress.${name}`;
    if (port === everywhere.port && cidr === everywhere.cidr) {
      return [{ path, message: "every service reaches port 443 everywhere by itself; remove it" }];
    }
    const [earlier] = egress.slice(0, index).find(([, one]) => one.port === port && one.cidr === cidr) ?? [];
    if (earlier !== undefined) return [{ path, message: `opens the same as egress.${earlier}; remove one` }];
    if (!taken.includes(`${name} ${port}`)) return [];
    return [{ path, message: `another connection of the service is called "${name}" too; choose another name` }];
  });
}

function calledLikeAnother(environment: Environment, key: string): Problem[] {
  const taken = namesOfConnections(environment, key);
  return (environment.services[key]?.calls ?? []).flatMap((callee, index) =>
    taken.includes(nameOfCall(environment, callee))
      ? [
          {
            path: `services.${key}.calls.${index}`,
            message: `another connection of the service is called "${callee}" too; rename the service that it calls`,
          },
        ]
      : [],
  );
}

/** What the connections are called that the platform makes for a service, each with its port. */
function namesOfConnections({ services, database, existingDatabases }: Environment, key: string): string[] {
  return [
    `internet ${everywhere.port}`,
    `endpoints ${everywhere.port}`,
    ...(services[key]?.database && database ? [`database ${database.port}`, "database-proxy 5432"] : []),
    ...(services[key]?.existingDatabases ?? []).map((cluster) => `${cluster} ${existingDatabases[cluster]?.port ?? 0}`),
    ...(services[key]?.fileSystem ? [`${key}-files 2049`] : []),
  ];
}

/** The same of a service that it calls. */
function nameOfCall({ services }: Environment, callee: string): string {
  return `${callee} ${services[callee]?.port ?? 0}`;
}

function ofLoadBalancer({ testListener }: LoadBalancer): Problem[] {
  const taken = [80, 443];
  return testListener && taken.includes(testListener.port)
    ? [
        {
          path: "testListener.port",
          message: `${testListener.port} is where everybody connects; choose another port, as in 8443`,
        },
      ]
    : [];
}
