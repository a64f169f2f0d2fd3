import { graph } from "./graph";
import { ofLoadBalancer, ofTargets } from "./metrics";
import type { Watched } from "./watched";
import { heading, type Row } from "./widget";

export const latencyHeading = heading("Latency", "How long tasks take to answer, in seconds.");

/** How long users wait. */
export function latency({ region, loadBalancers }: Watched): Row[] {
  if (loadBalancers.length === 0) return [];
  return [
    loadBalancers.map((loadBalancer) =>
      graph({
        ...{ title: `Time to answer: ${loadBalancer.key}`, region, axis: { label: "seconds" } },
        lines: ["p50", "p95", "p99"].map((stat) => ({
          label: stat,
          metrics: [ofLoadBalancer(loadBalancer, "TargetResponseTime", stat)],
        })),
      }),
    ),
  ];
}

/** Which services are slow. A blue/green service has two target groups, of which one has requests. */
export function latencyByService({ region, services }: Watched): Row[] {
  const reached = services.filter(({ ingress }) => ingress);
  if (reached.length === 0) return [];
  return [
    [
      graph({
        ...{ title: "Time to answer, by service (p95)", region, axis: { label: "seconds" } },
        lines: reached.map((service) => ({
          label: service.key,
          metrics: ofTargets(service, "TargetResponseTime", "p95"),
          formula: (ids) => (ids.length === 1 ? ids.join("") : `MAX([${ids.join(",")}])`),
        })),
      }),
    ],
  ];
}
