import {
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  paginateDescribeLoadBalancers,
  paginateDescribeTargetGroups,
  type TargetHealthDescription,
} from "@aws-sdk/client-elastic-load-balancing-v2";

import type { LoadBalancerFact, TargetGroupFact } from "../../report/facts";
import { serviceKeyOf } from "../../terraform-json/construct-path";
import { allPages, ofEach } from "./batches";
import type { DeployedStack } from "./deployed-stack";
import type { AwsSession } from "./session";

// By name AWS answers with an error when one of them is missing, and takes 20 in a call; a page has 400.
const pageSize = 400;

export async function readLoadBalancers(session: AwsSession, deployed: DeployedStack): Promise<LoadBalancerFact[]> {
  const declared = deployed.of("aws_lb");
  if (declared.length === 0) return [];
  const client = session.client(ElasticLoadBalancingV2Client);
  const found = await allPages(paginateDescribeLoadBalancers({ client, pageSize }, {}), (page) => page.LoadBalancers);
  const byName = new Map(found.map((balancer) => [balancer.LoadBalancerName, balancer]));
  return declared.map((resource) => {
    const name = deployed.text(resource, "name") ?? resource.name;
    const live = byName.get(name);
    return {
      name,
      live: live && {
        state: live.State?.Code ?? "",
        scheme: live.Scheme ?? "",
        dnsName: live.DNSName ?? "",
        zones: live.AvailabilityZones?.length ?? 0,
      },
    };
  });
}

/** Target groups with the health of their targets, which AWS tells of one group at a time. */
export async function readTargetGroups(session: AwsSession, deployed: DeployedStack): Promise<TargetGroupFact[]> {
  const declared = deployed.of("aws_lb_target_group");
  if (declared.length === 0) return [];
  const client = session.client(ElasticLoadBalancingV2Client);
  const found = await allPages(paginateDescribeTargetGroups({ client, pageSize }, {}), (page) => page.TargetGroups);
  const arnOf = new Map(found.map((group) => [group.TargetGroupName, group.TargetGroupArn]));
  return ofEach(declared, async (resource) => {
    const name = deployed.text(resource, "name") ?? resource.name;
    const arn = arnOf.get(name);
    const fact = { name, service: serviceKeyOf(resource.path) };
    if (arn === undefined) return { ...fact, live: undefined };
    const health = await client.send(new DescribeTargetHealthCommand({ TargetGroupArn: arn }));
    return { ...fact, live: { arn, ...healthOf(health.TargetHealthDescriptions ?? []) } };
  });
}

/** Counts targets by their health, and tells once why those that are not well are not. */
export function healthOf(
  targets: readonly TargetHealthDescription[],
): Pick<NonNullable<TargetGroupFact["live"]>, "healthy" | "unhealthy" | "changing" | "reasons"> {
  const inState = (...states: readonly string[]): TargetHealthDescription[] =>
    targets.filter(({ TargetHealth }) => states.includes(TargetHealth?.State ?? ""));
  const unwell = inState("unhealthy", "unavailable");
  const healthy = inState("healthy").length;
  return {
    healthy,
    unhealthy: unwell.length,
    changing: targets.length - healthy - unwell.length,
    reasons: [
      ...new Set(unwell.flatMap(({ TargetHealth }) => TargetHealth?.Description ?? TargetHealth?.Reason ?? [])),
    ],
  };
}
