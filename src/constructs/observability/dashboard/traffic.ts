import { graph, perMinute } from "./graph";
import { ofLoadBalancer, ofTargets } from "./metrics";
import type { Watched } from "./watched";
import { heading, type Row } from "./widget";

/** How much is asked of the environment, and by which way it comes in. */
export function traffic({ region, loadBalancers }: Watched): Row[] {
  if (loadBalancers.length === 0) return [];
  const each = (name: string): { label: string; metrics: ReturnType<typeof ofLoadBalancer>[] }[] =>
    loadBalancers.map((loadBalancer) => ({ label: loadBalancer.key, metrics: [ofLoadBalancer(loadBalancer, name)] }));
  return [
    [
      graph({
        ...{ title: "Requests a minute", region },
        lines: each("RequestCount").map((line) => ({ ...line, formula: perMinute })),
      }),
      graph({
        ...{ title: "Bytes a second", region },
        lines: each("ProcessedBytes").map((line) => ({
          ...line,
          formula: (ids) => `${ids.join("")}/PERIOD(${ids.join("")})`,
        })),
      }),
      graph({
        ...{ title: "Active connections", region },
        lines: each("ActiveConnectionCount").map((line) => ({ ...line, formula: perMinute })),
      }),
    ],
  ];
}

/** Which services the requests are for. */
export function trafficByService({ region, services }: Watched): Row[] {
  const reached = services.filter(({ ingress }) => ingress);
  if (reached.length === 0) return [];
  return [
    [
      graph({
        ...{ title: "Requests a minute, by service", region, view: "stacked" },
        lines: reached.map((service) => ({
          label: service.key,
          metrics: ofTargets(service, "RequestCount"),
          formula: perMinute,
        })),
      }),
      graph({
        ...{ title: "Requests a minute and task, by service", region },
        lines: reached.map((service) => ({
          label: service.key,
          metrics: ofTargets(service, "RequestCountPerTarget"),
          formula: perMinute,
        })),
      }),
    ],
  ];
}

export const trafficHeading = heading("Traffic", "What is asked of the environment.");
