import type { Block } from "../../terraform-json/block";
import { nestedBlock, nestedBlocks, numberOf, textOf } from "../../terraform-json/body";
import type { Stack } from "../stack";
import { type Charge, type Rule, gigabytes, hoursOf, secondsOf } from "./rule";

/** What one capacity unit of an application load balancer carries. */
const unit = {
  newConnectionsPerSecond: 25,
  activeConnections: 3000,
  gigabytesPerHour: 1,
  ruleEvaluationsPerSecond: 1000,
};

/** What one capacity unit of a network load balancer carries of TCP. */
const networkUnit = { newConnectionsPerSecond: 800, activeConnections: 100_000, gigabytesPerHour: 1 };

/** Rules of a listener that are evaluated for nothing. */
const freeRules = 10;

export const loadBalancer: Rule = (balancer, stack) => {
  const { body } = balancer;
  const name = `load balancer ${textOf(body.name) ?? balancer.address}`;
  const type = textOf(body.load_balancer_type) ?? "application";
  const prices = { application: "alb", network: "nlb" }[type];
  if (prices === undefined) return [{ reason: `load balancers of type ${type} are not priced` }];
  const isInternal = body.internal === true;
  const requests = requestsOf(balancer, stack);
  const charges: Charge[] = [
    { component: "ingress and edge", of: name, what: "hours", price: `${prices}.hour`, quantity: hoursOf(stack) },
    {
      component: "ingress and edge",
      of: name,
      what: "capacity units",
      price: `${prices}.capacityUnit`,
      quantity: capacityUnits(balancer, requests, stack) * hoursOf(stack),
    },
  ];
  if (isInternal) return charges;
  return [
    ...charges,
    {
      component: "network",
      of: name,
      what: "answers to the internet",
      price: "transfer.internet",
      quantity: gigabytes(requests * stack.assume("responseKb")),
    },
    ...(body.ip_address_type === "dualstack-without-public-ipv4"
      ? []
      : [
          {
            component: "network" as const,
            of: name,
            what: "public IPv4 addresses",
            price: "vpc.publicIpv4",
            quantity: networksOf(balancer, stack) * hoursOf(stack),
          },
        ]),
  ];
};

/** One address in each of its subnets. */
function networksOf({ body }: Block, stack: Stack): number {
  return body.subnet_mapping === undefined ? stack.lengthOf(body.subnets) : stack.lengthOf(body.subnet_mapping);
}

/** The assumed requests are divided evenly among the load balancers of a scheme. */
function requestsOf({ body }: Block, stack: Stack): number {
  const isInternal = body.internal === true;
  const all = stack.assume(isInternal ? "internalRequestsPerMonth" : "requestsPerMonth");
  return all / stack.of("aws_lb").filter((other) => (other.body.internal === true) === isInternal).length;
}

/** The most used of a capacity unit's dimensions, with requests that come evenly. */
function capacityUnits(balancer: Block, requests: number, stack: Stack): number {
  const requestsPerSecond = requests / secondsOf(stack);
  const newConnectionsPerSecond = requestsPerSecond / stack.assume("requestsPerConnection");
  const activeConnections = newConnectionsPerSecond * stack.assume("connectionSeconds");
  const gigabytesPerHour =
    gigabytes(requests * (stack.assume("requestKb") + stack.assume("responseKb"))) / hoursOf(stack);
  const isNetwork = balancer.body.load_balancer_type === "network";
  const {
    newConnectionsPerSecond: newest,
    activeConnections: active,
    gigabytesPerHour: bytes,
  } = isNetwork ? networkUnit : unit;
  return Math.max(
    newConnectionsPerSecond / newest,
    activeConnections / active,
    gigabytesPerHour / bytes,
    isNetwork ? 0 : (requestsPerSecond * chargedRules(balancer, stack)) / unit.ruleEvaluationsPerSecond,
  );
}

function chargedRules(balancer: Block, stack: Stack): number {
  const rules = stack
    .referringTo(balancer, "aws_lb_listener", "load_balancer_arn")
    .map((listener) => stack.referringTo(listener, "aws_lb_listener_rule", "listener_arn").length);
  return Math.max(0, Math.max(0, ...rules) - freeRules);
}

/** Managed rule groups that cost more than a rule. */
const chargedExtra = /BotControl|ATPRuleSet|ACFPRuleSet|AntiDDoS/;

export const webAcl: Rule = (acl, stack) => {
  const { body } = acl;
  const name = `web ACL ${textOf(body.name) ?? acl.address}`;
  const rules = stack.lengthOf(body.rule ?? body.rule_json);
  const extra = chargedExtra.exec(JSON.stringify(body.rule ?? ""));
  const charge = (what: string, price: string, quantity: number): Charge => ({
    component: "ingress and edge",
    of: name,
    what,
    price,
    quantity,
  });
  return [
    charge("itself", "waf.webAcl", 1),
    charge("rules", "waf.rule", rules),
    charge(
      "requests",
      "waf.request",
      stack.assume(body.scope === "CLOUDFRONT" ? "cdnRequestsPerMonth" : "requestsPerMonth"),
    ),
    ...(extra ? [{ reason: `the managed rule group with ${extra[0]} is charged extra` }] : []),
  ];
};

export const ruleGroup: Rule = ({ body }, stack) => [
  { component: "ingress and edge", what: "rule groups: rules", price: "waf.rule", quantity: stack.lengthOf(body.rule) },
];

export const distribution: Rule = ({ body, address }, stack) => {
  const distributions = stack.of("aws_cloudfront_distribution").length;
  const [alias] = Array.isArray(body.aliases) ? (body.aliases as unknown[]) : [];
  const name = `CloudFront ${textOf(alias) ?? textOf(body.comment) ?? address}`;
  const requests = stack.assume("cdnRequestsPerMonth") / distributions;
  const charge = (what: string, price: string, quantity: number): Charge => ({
    component: "ingress and edge",
    of: name,
    what,
    price,
    quantity,
  });
  const behaviors = [...nestedBlocks(body.default_cache_behavior), ...nestedBlocks(body.ordered_cache_behavior)];
  const hasFunctions = behaviors.some((behavior) => nestedBlocks(behavior.function_association).length > 0);
  const hasLambda = behaviors.some((behavior) => nestedBlocks(behavior.lambda_function_association).length > 0);
  return [
    charge("requests", "cloudfront.httpsRequest", requests),
    charge("bytes to viewers", "cloudfront.transfer", stack.assume("cdnGb") / distributions),
    ...(hasFunctions ? [charge("functions", "cloudfront.function", requests)] : []),
    ...(hasLambda ? [{ reason: "functions of Lambda@Edge are not priced" }] : []),
    ...(nestedBlock(body.origin).origin_shield !== undefined ? [{ reason: "Origin Shield is not priced" }] : []),
  ];
};

export const hostedZone: Rule = (_, stack) => [
  { component: "ingress and edge", what: "hosted zones", price: "route53.zone", quantity: 1 },
  {
    component: "ingress and edge",
    what: "DNS queries",
    price: "route53.query",
    quantity: stack.assume("dnsQueriesPerMonth"),
  },
];

/** Cloud Map's own resources cost nothing for ECS's service discovery; the zone and its queries are Route 53's. */
export const privateNamespace: Rule = (_, stack) => [
  { component: "network", what: "service discovery: hosted zone", price: "route53.zone", quantity: 1 },
  {
    component: "network",
    what: "service discovery: queries",
    price: "route53.query",
    quantity: stack.assume("dnsQueriesPerMonth"),
  },
];

export const healthCheck: Rule = ({ body }) => [
  numberOf(body.port) === 443 || textOf(body.type)?.startsWith("HTTPS")
    ? { reason: "health checks with options are not priced" }
    : { component: "ingress and edge", what: "health checks", price: "route53.healthCheck", quantity: 1 },
];
