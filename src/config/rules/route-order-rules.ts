import type { Environment } from "../environment";
import { highestExplicitPriority, isEquallySpecific, type Requests } from "../listener-priority";
import { allListenerRules, type PlacedRule } from "../listener-rules";
import type { Problem } from "../problems";
import { covers, overlaps } from "../wildcards";

/** Every request has one rule that takes it, and every rule has requests. */
export function routeOrderRules(environment: Environment): Problem[] {
  const rules = allListenerRules(environment);
  const repeated = rules.flatMap((rule, index) => repetition(rule, rules.slice(0, index)));
  const distinct = rules.filter(({ origin }) => !repeated.some(({ path }) => path === origin));
  return [
    ...repeated,
    ...explicitPriorities(environment),
    ...distinct.flatMap((rule, index) => samePriority(rule, distinct.slice(0, index))),
    ...distinct.flatMap((rule) => unreachable(rule, distinct)),
    ...distinct.flatMap((rule, index) => undecided(rule, distinct.slice(0, index))),
  ];
}

function repetition(rule: PlacedRule, others: readonly PlacedRule[]): Problem[] {
  const earlier = others.find(
    (other) =>
      other.host === rule.host && other.path === rule.path && (rule.host !== undefined || isBeside(rule, other)),
  );
  if (!earlier) return [];
  return [
    {
      path: rule.origin,
      message: `${requestsText(rule)} is already taken by ${earlier.origin}; give each service its own host or paths`,
    },
  ];
}

/** Each further host or path of a service takes the next priority. */
function explicitPriorities({ services, loadBalancers }: Environment): Problem[] {
  const rules = allListenerRules({ services, loadBalancers }).filter(({ isExplicit }) => isExplicit);
  return [...new Set(rules.map(({ owner }) => owner))].flatMap((owner) => {
    const last = Math.max(...rules.filter((rule) => rule.owner === owner).map(({ priority }) => priority));
    if (last <= highestExplicitPriority) return [];
    return [
      {
        path: `${owner}.priority`,
        message: `its hosts and paths take the priorities up to ${last}, and ${highestExplicitPriority} is the highest; lower it`,
      },
    ];
  });
}

function samePriority(rule: PlacedRule, others: readonly PlacedRule[]): Problem[] {
  const earlier = others.find((other) => isBeside(rule, other) && other.priority === rule.priority);
  if (!earlier) return [];
  return [
    {
      path: priorityOf(rule),
      message: `${rule.priority} is also the priority of ${priorityOf(earlier)}; give a service another one, from 1 to ${highestExplicitPriority}`,
    },
  ];
}

/** Priorities that follow from the rules let what is more specific go first; only an explicit one can hide a rule. */
function unreachable(rule: PlacedRule, others: readonly PlacedRule[]): Problem[] {
  const hiding = others.find(
    (other) =>
      other.isExplicit &&
      other.owner !== rule.owner &&
      isBeside(rule, other) &&
      other.priority < rule.priority &&
      covers(other.host ?? "*", rule.host ?? "*") &&
      covers(other.path ?? "*", rule.path ?? "*"),
  );
  if (!hiding) return [];
  return [
    {
      path: rule.origin,
      message: `no request for ${requestsText(rule)} gets here: ${hiding.origin} takes every one of them first, with priority ${hiding.priority}; change ${hiding.owner}.priority`,
    },
  ];
}

/** Which of the two went first would be chance. */
function undecided(rule: PlacedRule, others: readonly PlacedRule[]): Problem[] {
  if (rule.isExplicit) return [];
  const rival = others.find(
    (other) =>
      other.owner !== rule.owner &&
      isBeside(rule, other) &&
      !other.isExplicit &&
      isEquallySpecific(rule, other) &&
      overlaps(other.host ?? "*", rule.host ?? "*") &&
      overlaps(other.path ?? "*", rule.path ?? "*"),
  );
  if (!rival) return [];
  return [
    {
      path: rule.origin,
      message: `${requestsText(rule)} and ${requestsText(rival)} of ${rival.origin} take some of the same requests, and neither is more specific; give the service that goes first a priority, from 1 to ${highestExplicitPriority}`,
    },
  ];
}

function isBeside(rule: PlacedRule, other: PlacedRule): boolean {
  return rule.loadBalancer === other.loadBalancer;
}

function priorityOf({ owner, origin }: PlacedRule): string {
  return owner === origin ? owner : `${owner}.priority`;
}

function requestsText({ host, path }: Requests): string {
  if (host === undefined) return path ?? "every path";
  return path === undefined ? host : `${host} with ${path}`;
}
