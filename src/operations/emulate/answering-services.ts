import { DescribeServicesCommand, ECSClient } from "@aws-sdk/client-ecs";
import {
  DescribeListenersCommand,
  DescribeRulesCommand,
  ElasticLoadBalancingV2Client,
  type Rule,
} from "@aws-sdk/client-elastic-load-balancing-v2";

import { awsClient } from "../aws/client";
import { type DeclaredService, declaredServices } from "../synth/declared-services";
import type { SynthesizedStack } from "../synth/synthesized-stack";

/** A listener of a load balancer. */
export interface Listener {
  readonly loadBalancer: string;
  readonly port: number;
}

/**
 * Finds the service that answers requests for the root of a host at a listener, by the listener's rules as they are now;
 * `undefined` where none does.
 */
export async function answeringServices(
  stack: SynthesizedStack,
  listeners: readonly Listener[],
): Promise<(host: string, listener: Listener) => DeclaredService | undefined> {
  const services = await servicesByTargetGroup(stack);
  const rules = new Map<string, readonly Rule[]>();
  for (const listener of listeners) rules.set(nameOf(listener), await rulesOf(listener, stack.region));
  return (host, listener) => {
    const rule = rules.get(nameOf(listener))?.find((one) => matches(one, host));
    return rule && targetGroupsOf(rule).flatMap((arn) => services.get(arn) ?? [])[0];
  };
}

function nameOf({ loadBalancer, port }: Listener): string {
  return `${loadBalancer} ${String(port)}`;
}

async function servicesByTargetGroup(stack: SynthesizedStack): Promise<Map<string, DeclaredService>> {
  const found = new Map<string, DeclaredService>();
  for (const service of declaredServices(stack)) {
    const { clusterName: cluster, serviceName, region } = service;
    const { services = [] } = await awsClient(ECSClient, region).send(
      new DescribeServicesCommand({ cluster, services: [serviceName] }),
    );
    for (const { targetGroupArn } of services[0]?.loadBalancers ?? [])
      if (targetGroupArn !== undefined) found.set(targetGroupArn, service);
  }
  return found;
}

/** In the order in which the load balancer asks them. */
async function rulesOf({ loadBalancer, port }: Listener, region: string): Promise<Rule[]> {
  const elb = awsClient(ElasticLoadBalancingV2Client, region);
  const { Listeners = [] } = await elb.send(new DescribeListenersCommand({ LoadBalancerArn: loadBalancer }));
  const listener = Listeners.find(({ Port }) => Port === port);
  if (!listener) return [];
  const { Rules = [] } = await elb.send(new DescribeRulesCommand({ ListenerArn: listener.ListenerArn }));
  const order = ({ Priority = "" }: Rule): number => (Priority === "default" ? Infinity : Number(Priority));
  return Rules.toSorted((one, other) => order(one) - order(other));
}

/** Whether a rule takes requests for a host's root. */
export function matches({ Conditions = [] }: Rule, host: string): boolean {
  return Conditions.every(({ Field, Values = [], HostHeaderConfig, PathPatternConfig }) => {
    if (Field === "host-header") return (HostHeaderConfig?.Values ?? Values).some((pattern) => isLike(host, pattern));
    if (Field === "path-pattern") return (PathPatternConfig?.Values ?? Values).some((pattern) => isLike("/", pattern));
    return false;
  });
}

function isLike(text: string, pattern: string): boolean {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`, "i").test(text);
}

function targetGroupsOf({ Actions = [] }: Rule): string[] {
  return Actions.flatMap(({ TargetGroupArn, ForwardConfig }) => {
    const weighted = (ForwardConfig?.TargetGroups ?? []).filter(({ Weight = 1 }) => Weight > 0);
    return [...weighted.map((group) => group.TargetGroupArn), TargetGroupArn].flatMap((arn) => arn ?? []);
  });
}
