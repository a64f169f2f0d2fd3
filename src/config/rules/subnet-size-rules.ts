import { prefixLength } from "../cidr";
import type { Environment } from "../environment";
import { type ManagedNetwork, zonesOf } from "../network";
import type { Problem } from "../problems";
import { runningTasks } from "../running-tasks";

/** The smallest subnet of a VPC (Amazon VPC, "Subnet CIDR blocks"), and of a load balancer (Elastic Load Balancing, "Subnets"). */
const smallest = { subnet: 28, loadBalancer: 27 };
/** Addresses that AWS keeps in every subnet, and that a load balancer wants to be free in each of its own. */
const kept = 5;
const freeForLoadBalancer = 8;

/** Whether what an environment has finds an address in the subnets of a network of its own. */
export function subnetSizeRules(environment: Environment): Problem[] {
  const { network } = environment;
  if (network.kind === "existing") return [];
  const small = tooSmall(environment, network);
  return small.length > 0 ? small : tooFewAddresses(environment, network);
}

function tooSmall({ loadBalancers }: Environment, network: ManagedNetwork): Problem[] {
  const schemes = Object.values(loadBalancers).map(({ scheme }) => scheme);
  const balanced = { public: schemes.includes("internet-facing"), private: schemes.includes("internal") };
  const subnets = zonesOf(network).flatMap(({ zone, ...ranges }) =>
    (["public", "private"] as const).flatMap((tier) => {
      const cidr = ranges[tier];
      const length = prefixLength(cidr);
      if (length > smallest.subnet) {
        return [{ zone, tier, why: `${cidr} is too small for a subnet; AWS takes them up to /${smallest.subnet}` }];
      }
      if (!balanced[tier] || length <= smallest.loadBalancer) return [];
      return [{ zone, tier, why: `${cidr} is too small for a load balancer, which wants /${smallest.loadBalancer}` }];
    }),
  );
  const [first] = subnets;
  if (!first) return [];
  if (Array.isArray(network.zones)) {
    return [{ path: "network.cidr", message: `${network.cidr} is too small: its subnet ${first.why}; widen it` }];
  }
  return subnets.map(({ zone, tier, why }) => ({
    path: `network.zones.${zone}.${tier}`,
    message: `${why}; widen it`,
  }));
}

function tooFewAddresses({ services, loadBalancers }: Environment, network: ManagedNetwork): Problem[] {
  const zones = zonesOf(network);
  const addresses = zones.reduce((sum, zone) => sum + 2 ** (32 - prefixLength(zone.private)) - kept, 0);
  const internal = Object.values(loadBalancers).filter(({ scheme }) => scheme === "internal").length;
  const others = zones.length * (internal * freeForLoadBalancer + network.interfaceEndpoints.length);
  const tasks = Object.values(services)
    .map(runningTasks)
    .reduce((sum, { replaced, beside }) => sum + replaced + beside.length, 0);
  if (tasks + others <= addresses) return [];
  const beside = others === 0 ? "" : ` beside ${others} of load balancers and endpoints`;
  return [
    {
      path: Array.isArray(network.zones) ? "network.cidr" : "network.zones",
      message: `private subnets have ${addresses} addresses, and tasks may need ${tasks} while they are replaced${beside}; widen them, or lower maxTasks`,
    },
  ];
}
