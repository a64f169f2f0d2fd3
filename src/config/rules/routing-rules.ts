import { cidrContains } from "../cidr";
import type { Environment } from "../environment";
import { didYouMean } from "../did-you-mean";
import type { Problem } from "../problems";
import { type Route, routesOf } from "../routes";
import { routeOrderRules } from "./route-order-rules";
import { outsideTheZone } from "./host-in-zone";

export function routingRules(environment: Environment): Problem[] {
  const routes = routesOf(environment);
  return [
    ...ports(environment),
    ...emptyConditions(routes),
    ...loadBalancers(environment, routes),
    ...hostsOutsideTheZone(environment, routes),
    ...redirectTargets(environment, routes),
    ...routeOrderRules(environment),
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

function hostsOutsideTheZone(environment: Environment, routes: readonly Route[]): Problem[] {
  const { dns, loadBalancers: balancers } = environment;
  if (!dns) {
    if (Object.keys(balancers).length === 0) return [];
    return [{ path: "dns", message: "missing, but there are load balancers; name the Route 53 zone of their hosts" }];
  }
  const certificate = dns.domain === undefined ? [] : [{ path: "dns.domain", host: dns.domain }];
  const served = routes.flatMap(({ service, ingress }) =>
    ingress.hosts.map((host, index) => ({ path: `${ingressPath(service)}.hosts.${index}`, host })),
  );
  const redirected = Object.entries(balancers).flatMap(([key, { redirects }]) =>
    Object.keys(redirects).map((host) => ({ path: `loadBalancers.${key}.redirects.${host}`, host })),
  );
  return outsideTheZone([...certificate, ...served, ...redirected], dns.zone);
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

/** Clients of a public address never have a private one. */
function unreachableTests({ loadBalancers: balancers }: Environment): Problem[] {
  return Object.entries(balancers).flatMap(([key, { scheme, testListener }]) =>
    (testListener?.allowedCidrs ?? []).flatMap((cidr, index) =>
      scheme === "internet-facing" && privateRanges.some((range) => cidrContains(range, cidr))
        ? [
            {
              path: `loadBalancers.${key}.testListener.allowedCidrs.${index}`,
              message: `${cidr} is private, and an internet-facing load balancer has no clients from there; name the public addresses of an office, a VPN or a NAT gateway`,
            },
          ]
        : [],
    ),
  );
}
