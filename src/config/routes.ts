import type { Environment } from "./environment";
import type { Ingress } from "./service";

/** How requests reach one service. */
export interface Route {
  readonly service: string;
  readonly ingress: Ingress;
  /** The load balancer's key; `undefined` when the service names none and the environment has not exactly one. */
  readonly loadBalancer: string | undefined;
}

type Routed = Pick<Environment, "services" | "loadBalancers">;

export function routesOf(environment: Routed): Route[] {
  return Object.keys(environment.services).flatMap((service) => routeOf(environment, service) ?? []);
}

/** How requests reach a service; `undefined` when they do not. */
export function routeOf({ services, loadBalancers }: Routed, service: string): Route | undefined {
  const ingress = services[service]?.ingress;
  if (!ingress) return undefined;
  const keys = Object.keys(loadBalancers);
  return { service, ingress, loadBalancer: ingress.loadBalancer ?? (keys.length === 1 ? keys[0] : undefined) };
}

/** Every host that the environment answers. */
export function allHostsOf(environment: Routed): string[] {
  return [...new Set(Object.keys(environment.loadBalancers).flatMap((key) => hostsOf(environment, key)))].sort();
}

/** Every host that a load balancer answers: those of its services and those that it redirects. */
export function hostsOf(environment: Routed, loadBalancer: string): string[] {
  const served = routesOf(environment).flatMap((route) =>
    route.loadBalancer === loadBalancer ? route.ingress.hosts : [],
  );
  const redirected = Object.keys(environment.loadBalancers[loadBalancer]?.redirects ?? {});
  return [...new Set([...served, ...redirected])].sort();
}
