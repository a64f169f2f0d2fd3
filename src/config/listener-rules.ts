import type { Environment } from "./environment";
import { listenerPriority, type Requests } from "./listener-priority";
import { routesOf } from "./routes";
import type { Ingress } from "./service";
import { normalPattern } from "./wildcards";

/** One listener rule: requests for one host and one path, either of which may be a pattern, go to one place. */
export interface ListenerRule extends Requests {
  readonly priority: number;
}

/** A listener rule of an environment, with where the environment says it. */
export interface PlacedRule extends ListenerRule {
  /** The load balancer's key, where the environment makes it clear. */
  readonly loadBalancer: string | undefined;
  /** As in `services.api.ingress`, for all rules that lead to one place. */
  readonly owner: string;
  /** As in `services.api.ingress.hosts.0`. */
  readonly origin: string;
  /** Whether the service names its priority. */
  readonly isExplicit: boolean;
}

/** The listener rules of an ingress: one for each of its hosts with each of its paths, in the order in which it lists them. */
export function listenerRules({
  hosts,
  paths,
  priority,
}: Pick<Ingress, "hosts" | "paths" | "priority">): ListenerRule[] {
  const everyHost = hosts.length === 0 && paths.length > 0 ? [undefined] : hosts;
  const everyPath = paths.length === 0 ? [undefined] : paths;
  return everyHost
    .flatMap((host) => everyPath.map((path) => ({ host, path: specificPath(path) })))
    .map((requests, index) => ({
      ...requests,
      priority: priority === undefined ? listenerPriority(requests) : priority + index,
    }));
}

/** The listener rule of a host that is only redirected. */
export function redirectRule(host: string): ListenerRule {
  const requests = { host, path: undefined };
  return { ...requests, priority: listenerPriority(requests) };
}

/** Every listener rule of an environment. */
export function allListenerRules(environment: Pick<Environment, "services" | "loadBalancers">): PlacedRule[] {
  const served = routesOf(environment).flatMap(({ service, ingress, loadBalancer }) => {
    const owner = `services.${service}.ingress`;
    const pathCount = Math.max(1, ingress.paths.length);
    return listenerRules(ingress).map((rule, index) => ({
      ...rule,
      loadBalancer,
      owner,
      origin: rule.host === undefined ? `${owner}.paths.${index}` : `${owner}.hosts.${Math.floor(index / pathCount)}`,
      isExplicit: ingress.priority !== undefined,
    }));
  });
  const redirected = Object.entries(environment.loadBalancers).flatMap(([loadBalancer, { redirects }]) =>
    Object.keys(redirects).map((host) => {
      const owner = `loadBalancers.${loadBalancer}.redirects.${host}`;
      return { ...redirectRule(host), loadBalancer, owner, origin: owner, isExplicit: false };
    }),
  );
  return [...served, ...redirected];
}

/** The pattern of every path is none. */
function specificPath(path: string | undefined): string | undefined {
  const pattern = path === undefined ? undefined : normalPattern(path);
  return pattern === "/*" ? undefined : pattern;
}
