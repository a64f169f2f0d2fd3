import { cidrContains } from "../cidr";
import type { Environment } from "../environment";
import { highestExplicitPriority, listenerPriority } from "../listener-priority";
import { didYouMean } from "../nearest";
import type { Problem } from "../problems";
import { type Route, routesOf } from "../routes";
import { outsideTheZone } from "./zone";

export function routingRules(environment: Environment): Problem[] {
  const routes = routesOf(environment);
  return [
    ...ports(environment),
    ...emptyConditions(routes),
    ...loadBalancers(environment, routes),
    ...hostsServedTwice(environment, routes),
    ...hostsOutsideTheZone(environment, routes),
    ...redirectTargets(environment, routes),
    ...conditions(routes),
    ...priorities(environment, routes),
    ...unusedLoadBalancers(environment, routes),
    ...unreachableTests(environment),
  ];
}

function ports({ services }: Environment): Problem[] {
  return Object.entries(services).flatMap(([key, { ingress, port }]) =>
    ingress && port === undefined
      ? [
          {
            path: `services.${key}.port`,
            message: "missing, but the service has ingress; say on which port the container listens",
          },
        ]
      : [],
  );
}

function loadBalancers({ loadBalancers: balancers }: Environment, routes: readonly Route[]): Problem[] {
  const known = Object.keys(balancers);
  const list = known.length > 0 ? `the environment has ${known.join(", ")}` : "the environment has none";
  return routes.flatMap(({ service, loadBalancer }) => {
    const path = ingressPath(service);
    if (loadBalancer === undefined)
      return [{ path: `${path}.loadBalancer`, message: `say which load balancer; ${list}` }];
    if (known.includes(loadBalancer)) return [];
    return [
      {
        path: `${path}.loadBalancer`,
        message: `there is no load balancer "${loadBalancer}"${didYouMean(loadBalancer, known)}; ${list}`,
      },
    ];
  });
}

/** Every name that a load balancer answers, with where it is said; a route with paths takes only a part of its host. */
function claims(
  { loadBalancers: balancers }: Environment,
  routes: readonly Route[],
): { path: string; host: string; share: string }[] {
  const served = routes.flatMap(({ service, ingress }) =>
    ingress.hosts.flatMap((host, index) =>
      (ingress.paths.length > 0 ? ingress.paths : ["every path"]).map((share) => ({
        path: `${ingressPath(service)}.hosts.${index}`,
        host,
        share,
      })),
    ),
  );
  const redirected = Object.entries(balancers).flatMap(([key, { redirects }]) =>
    Object.keys(redirects).map((host) => ({
      path: `loadBalancers.${key}.redirects.${host}`,
      host,
      share: "every path",
    })),
  );
  return [...served, ...redirected];
}

function hostsServedTwice(environment: Environment, routes: readonly Route[]): Problem[] {
  const all = claims(environment, routes);
  return all.flatMap((claim, index) => {
    const earlier = all.slice(0, index).find(({ host, share }) => host === claim.host && share === claim.share);
    if (!earlier) return [];
    const share = claim.share === "every path" ? "" : ` with ${claim.share}`;
    return [
      {
        path: claim.path,
        message: `${claim.host}${share} is already taken by ${earlier.path}; give each service its own host or paths`,
      },
    ];
  });
}

function hostsOutsideTheZone(environment: Environment, routes: readonly Route[]): Problem[] {
  const { dns } = environment;
  const all = claims(environment, routes);
  if (!dns) {
    if (Object.keys(environment.loadBalancers).length === 0) return [];
    return [{ path: "dns", message: "missing, but there are load balancers; name the Route 53 zone of their hosts" }];
  }
  const certificate = dns.domain === undefined ? [] : [{ path: "dns.domain", host: dns.domain }];
  return outsideTheZone([...certificate, ...all], dns.zone);
}

function redirectTargets({ loadBalancers: balancers }: Environment, routes: readonly Route[]): Problem[] {
  return Object.entries(balancers).flatMap(([key, { redirects }]) => {
    const served = routes.filter(({ loadBalancer }) => loadBalancer === key).flatMap(({ ingress }) => ingress.hosts);
    return Object.entries(redirects)
      .filter(([, target]) => !served.includes(target))
      .map(([host, target]) => ({
        path: `loadBalancers.${key}.redirects.${host}`,
        message: `no service behind this load balancer answers ${target}${didYouMean(target, served)}; redirect to a service's host`,
      }));
  });
}

function emptyConditions(routes: readonly Route[]): Problem[] {
  return routes
    .filter(({ ingress: { hosts, paths } }) => hosts.length === 0 && paths.length === 0)
    .map(({ service }) => ({
      path: ingressPath(service),
      message: 'has neither hosts nor paths; name hosts, or paths: ["/*"] for every request',
    }));
}

/** AWS takes at most five values in all conditions of a rule (Elastic Load Balancing, "Quotas"). */
const mostConditionValues = 5;

function conditions(routes: readonly Route[]): Problem[] {
  return routes.flatMap(({ service, ingress: { hosts, paths } }) => {
    const values = hosts.length + paths.length;
    if (values <= mostConditionValues) return [];
    return [
      {
        path: ingressPath(service),
        message: `${values} hosts and paths; a listener rule takes ${mostConditionValues}, so share a path pattern or split the service`,
      },
    ];
  });
}

function priorities({ loadBalancers: balancers }: Environment, routes: readonly Route[]): Problem[] {
  const rules = [
    ...routes.map(({ service, loadBalancer, ingress }) => ({
      path: `${ingressPath(service)}.priority`,
      loadBalancer,
      priority: listenerPriority(ingress),
    })),
    ...Object.entries(balancers).flatMap(([loadBalancer, { redirects }]) =>
      Object.keys(redirects).map((host) => ({
        path: `loadBalancers.${loadBalancer}.redirects.${host}`,
        loadBalancer,
        priority: listenerPriority({ hosts: [host], paths: [] }),
      })),
    ),
  ];
  return rules.flatMap((rule, index) => {
    const earlier = rules
      .slice(0, index)
      .find((other) => other.loadBalancer === rule.loadBalancer && other.priority === rule.priority);
    if (!earlier) return [];
    return [
      {
        path: rule.path,
        message: `${rule.priority} is also the priority of ${earlier.path}; give a service another one, from 1 to ${highestExplicitPriority}`,
      },
    ];
  });
}

function unusedLoadBalancers({ loadBalancers: balancers }: Environment, routes: readonly Route[]): Problem[] {
  return Object.keys(balancers)
    .filter((key) => routes.every(({ loadBalancer }) => loadBalancer !== key))
    .map((key) => ({
      path: `loadBalancers.${key}`,
      message: "no service is reached through it; remove it, or give a service ingress",
    }));
}

function ingressPath(service: string): string {
  return `services.${service}.ingress`;
}

const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

/** Behind the public address of a load balancer nobody is seen with a private one. */
function unreachableTests({ loadBalancers: balancers }: Environment): Problem[] {
  return Object.entries(balancers).flatMap(([key, { scheme, testListener }]) =>
    (testListener?.allowedCidrs ?? []).flatMap((cidr, index) =>
      scheme === "internet-facing" && privateRanges.some((range) => cidrContains(range, cidr))
        ? [
            {
              path: `loadBalancers.${key}.testListener.allowedCidrs.${index}`,
              message: `${cidr} is private, and nobody reaches an internet-facing load balancer from there; name the public addresses of an office, a VPN or a NAT gateway`,
            },
          ]
        : [],
    ),
  );
}
