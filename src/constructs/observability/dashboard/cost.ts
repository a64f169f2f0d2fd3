import { graph, type Line } from "./graph";
import { insightOf, ofLoadBalancer } from "./metrics";
import type { Watched, WatchedService } from "./watched";
import { heading, type Row, type Widget } from "./widget";

export const costHeading = heading(
  "Cost",
  "What AWS charges for by use: tasks by vCPU and GiB of memory, load balancers by capacity units, NAT and logs by the byte.",
);

/** What of the environment's cost follows its use, beside its services. */
export function cost({ region, loadBalancers, natGateways }: Watched): Row[] {
  return [
    [
      ...(loadBalancers.length > 0 ? [capacityUnits(region, loadBalancers)] : []),
      ...(natGateways.length > 0 ? [natBytes(region, natGateways)] : []),
    ],
  ].filter((row) => row.length > 0);
}

/** Tasks that run outside of services, as scheduled ones do, are not in it: Container Insights counts by service. */
export function costByService({ region, cluster, services }: Watched): Row[] {
  if (services.length === 0) return [];
  const reserved = (amountOf: (service: WatchedService) => number): Line[] =>
    services.map((service) => ({
      label: service.key,
      metrics: [insightOf(cluster, service, "RunningTaskCount")],
      formula: (ids) => `${ids.join("")}*${amountOf(service)}`,
    }));
  return [
    [
      graph({
        ...{ title: "vCPU hours an hour, by service", region, view: "stacked" },
        lines: reserved(({ vcpus }) => vcpus),
      }),
      graph({
        ...{ title: "GiB hours of memory an hour, by service", region, view: "stacked" },
        lines: reserved(({ memoryGiB }) => memoryGiB),
      }),
      graph({
        ...{ title: "Megabytes logged an hour, by service", region, view: "stacked" },
        lines: services.map(({ key, logGroupName }) => ({
          label: key,
          metrics: [
            { namespace: "AWS/Logs", name: "IncomingBytes", dimensions: { LogGroupName: logGroupName }, stat: "Sum" },
          ],
          formula: (ids) => anHour(ids, 1e6),
        })),
      }),
    ],
  ];
}

function capacityUnits(region: string, loadBalancers: Watched["loadBalancers"]): Widget {
  return graph({
    ...{ title: "Capacity units of load balancers, an hour", region },
    lines: loadBalancers.map((loadBalancer) => ({
      label: loadBalancer.key,
      metrics: [ofLoadBalancer(loadBalancer, "ConsumedLCUs")],
      formula: (ids) => anHour(ids, 1),
    })),
  });
}

/** A gateway charges for what it takes in, from either side. */
function natBytes(region: string, natGateways: Watched["natGateways"]): Widget {
  return graph({
    ...{ title: "Gigabytes through NAT, an hour", region, view: "stacked" },
    lines: natGateways.map(({ zone, id }) => ({
      label: `zone ${zone}`,
      metrics: ["BytesInFromSource", "BytesInFromDestination"].map((name) => ({
        namespace: "AWS/NATGateway",
        name,
        dimensions: { NatGatewayId: id },
        stat: "Sum",
      })),
      formula: (ids) => anHour(ids, 1e9),
    })),
  });
}

function anHour(ids: readonly string[], unit: number): string {
  const total = ids.length === 1 ? ids.join("") : `SUM([${ids.join(",")}])`;
  return unit === 1 ? `${total}/(PERIOD(${ids[0] ?? ""})/3600)` : `${total}/${unit}/(PERIOD(${ids[0] ?? ""})/3600)`;
}
