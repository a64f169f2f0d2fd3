import { graph, type Line, perMinute, sum, sumOrZero } from "./graph";
import { ofLoadBalancer, ofTargets } from "./metrics";
import type { Watched, WatchedLoadBalancer } from "./watched";
import { heading, type Row } from "./widget";

export const errorsHeading = heading("Errors", "What went wrong, as users see it and as applications write it down.");

/** Whether the environment answers as it should. */
export function errors({ region, loadBalancers, webAcls }: Watched): Row[] {
  if (loadBalancers.length === 0) return [];
  return [
    [
      graph({
        ...{ title: "Availability", region, axis: { label: "percent", max: 100 } },
        lines: loadBalancers.map((loadBalancer) => failing(loadBalancer, (rate) => `100-${rate}`)),
      }),
      graph({
        ...{ title: "Error rate", region, axis: { label: "percent" } },
        lines: loadBalancers.map((loadBalancer) => failing(loadBalancer, (rate) => rate)),
      }),
      graph({
        ...{ title: "Errors a minute, by origin", region },
        lines: loadBalancers.flatMap((loadBalancer) => [
          counted(`${loadBalancer.key}: load balancer 5xx`, loadBalancer, "HTTPCode_ELB_5XX_Count"),
          counted(`${loadBalancer.key}: tasks 5xx`, loadBalancer, "HTTPCode_Target_5XX_Count"),
          counted(`${loadBalancer.key}: tasks 4xx`, loadBalancer, "HTTPCode_Target_4XX_Count"),
          counted(`${loadBalancer.key}: no connection to a task`, loadBalancer, "TargetConnectionErrorCount"),
        ]),
      }),
      ...blocked(region, webAcls),
    ],
  ];
}

/** Which services fail. */
export function errorsByService({ region, services }: Watched): Row[] {
  if (services.length === 0) return [];
  const reached = services.filter(({ ingress }) => ingress);
  const rates = graph({
    ...{ title: "Error rate, by service", region, axis: { label: "percent" } },
    lines: reached.map((service) => ({
      label: service.key,
      metrics: [...ofTargets(service, "RequestCount"), ...ofTargets(service, "HTTPCode_Target_5XX_Count")],
      formula: (ids) => {
        const half = ids.length / 2;
        return `100*${sumOrZero(ids.slice(half))}/${sum(ids.slice(0, half))}`;
      },
    })),
  });
  const logged = graph({
    ...{ title: "Errors in logs a minute, by service", region },
    lines: services.map(({ key, errors: metric }) => ({
      label: key,
      metrics: [{ ...metric, stat: "Sum" }],
      formula: perMinute,
    })),
  });
  return [reached.length > 0 ? [rates, logged] : [logged]];
}

/** The share of requests that were answered with an error, by the load balancer itself or by a task. */
function failing(loadBalancer: WatchedLoadBalancer, of: (rate: string) => string): Line {
  return {
    label: loadBalancer.key,
    metrics: ["RequestCount", "HTTPCode_ELB_5XX_Count", "HTTPCode_Target_5XX_Count"].map((name) =>
      ofLoadBalancer(loadBalancer, name),
    ),
    formula: (ids) => of(`100*${sumOrZero(ids.slice(1))}/${ids[0] ?? ""}`),
  };
}

function counted(label: string, loadBalancer: WatchedLoadBalancer, name: string): Line {
  return {
    label,
    metrics: [ofLoadBalancer(loadBalancer, name)],
    formula: (ids) => perMinute(ids, sumOrZero),
  };
}

function blocked(region: string, webAcls: Watched["webAcls"]): Row {
  if (webAcls.length === 0) return [];
  return [
    graph({
      ...{ title: "Refused by web ACLs, a minute", region },
      lines: webAcls.map((name) => ({
        label: name,
        metrics: [
          {
            namespace: "AWS/WAFV2",
            name: "BlockedRequests",
            dimensions: { WebACL: name, Region: region, Rule: "ALL" },
            stat: "Sum",
          },
        ],
        formula: (ids) => perMinute(ids, sumOrZero),
      })),
    }),
  ];
}
