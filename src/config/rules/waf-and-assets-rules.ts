import type { Environment } from "../environment";
import { type ManagedRuleGroupKey, managedRuleGroups } from "../managed-rule-groups";
import { didYouMean } from "../did-you-mean";
import type { Problem } from "../problems";
import { allHostsOf } from "../routes";
import { outsideTheZone } from "./host-in-zone";

/** What holds for what stands before the load balancers and beside them: web ACLs and CloudFront. */
export function edgeRules(environment: Environment): Problem[] {
  return [...excludedRules(environment), ...staticAssetsHost(environment)];
}

function excludedRules({ loadBalancers }: Environment): Problem[] {
  return Object.entries(loadBalancers).flatMap(([key, { webAcl }]) => {
    if (webAcl === "none") return [];
    return Object.entries(webAcl.managedRules).flatMap(([group, { excludedRules: excluded }]) => {
      const path = `loadBalancers.${key}.webAcl.managedRules.${group}.excludedRules`;
      const { name, rules } = managedRuleGroups[group as ManagedRuleGroupKey];
      const known: readonly string[] = rules;
      return excluded.flatMap((rule, index) =>
        known.includes(rule)
          ? []
          : [
              {
                path: `${path}.${index}`,
                message: `${name} has no rule "${rule}"${didYouMean(rule, known)}; WAF would ignore it silently, so correct its name or remove it`,
              },
            ],
      );
    });
  });
}

function staticAssetsHost(environment: Environment): Problem[] {
  const { staticAssets, dns } = environment;
  if (!staticAssets) return [];
  const { host } = staticAssets;
  const path = "staticAssets.host";
  if (!dns) return [{ path: "dns", message: `missing, but there is ${path}; name the Route 53 zone of ${host}` }];
  const taken = allHostsOf(environment).includes(host)
    ? [{ path, message: `${host} is already a load balancer's; give the static assets a host of their own` }]
    : [];
  return [...outsideTheZone([{ path, host }], dns.zone), ...taken];
}
