import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  ElasticLoadBalancingV2Client,
  ModifyRuleCommand,
  type Rule,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { TerraformStack } from "cdktf";
import { Construct } from "constructs";

import { listenerRules } from "../../src/config/listener-rules";
import { AccessLogBucket } from "../../src/constructs/ingress/access-log-bucket";
import { ApplicationLoadBalancer } from "../../src/constructs/ingress/application-load-balancer";
import type { Certificate } from "../../src/constructs/ingress/certificate";
import { TargetGroup } from "../../src/constructs/ingress/target-group";
import type { INetwork } from "../../src/constructs/network/network";
import { readPlan } from "../../src/review/plan";
import { review } from "../../src/review/review";
import { EmulatedTerraform } from "../support/emulated-terraform";
import { location } from "../support/location";
import { network as noNetwork } from "../support/network";

/*
 * What becomes of listener rules that are deployed, by a review and by an apply of the same change.
 */

let terraform: EmulatedTerraform;

beforeAll(async () => {
  terraform = await EmulatedTerraform.start();
});

afterAll(() => terraform.stop());

type Stage = (stack: TerraformStack) => void;
type Groups = Readonly<Record<"api" | "web" | "green", TargetGroup>>;

/** Two services behind a load balancer, with these rules. */
function balanced(addRules: (balancer: ApplicationLoadBalancer, groups: Groups) => void): Stage {
  return (stack) => {
    const network = createNetwork(stack);
    const certificate: unknown = new AcmCertificate(stack, "certificate", {
      domainName: "shop.com",
      validationMethod: "DNS",
    });
    const balancer = new ApplicationLoadBalancer(stack, "load-balancer", {
      ...{ name: "shop", label: "public", securityGroupName: "shop", scheme: "internet-facing", onDestroy: "delete" },
      ...{ network, certificate: certificate as Certificate },
      ...{ tlsPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06", idleTimeoutSeconds: 60 },
      testListener: { port: 8443, allowedCidrs: ["192.0.2.0/24"] },
      accessLogs: new AccessLogBucket(stack, "access-logs", {
        ...{ bucketName: "shop-access-logs", retentionDays: 90, onDestroy: "delete", location },
      }),
    });
    const services = new Construct(stack, "services");
    const scopes = { api: new Construct(services, "api"), web: new Construct(services, "web") };
    const group = (scope: Construct, name: string): TargetGroup =>
      new TargetGroup(scope, "target-group", {
        ...{ name: `shop-${name}`, network, protocol: "HTTP", port: 3000, deregistrationDelaySeconds: 20 },
        healthCheck: {
          ...{ path: "/", intervalSeconds: 30, timeoutSeconds: 5, statusCodes: "200" },
          ...{ healthyThreshold: 2, unhealthyThreshold: 3 },
        },
      });
    addRules(balancer, {
      api: group(scopes.api, "api"),
      web: group(scopes.web, "web"),
      green: group(new Construct(scopes.web, "green"), "green"),
    });
  };
}

function createNetwork(stack: TerraformStack): INetwork {
  const vpcId = new Vpc(stack, "vpc", { cidrBlock: "10.0.0.0/16" }).id;
  const publicSubnetIds = ["a", "b"].map((zone, index) => {
    const availabilityZone = `${location.region}${zone}`;
    return new Subnet(stack, `subnet-${zone}`, { vpcId, cidrBlock: `10.0.${index}.0/24`, availabilityZone }).id;
  });
  return { ...noNetwork, vpcId, publicSubnetIds, internetAccess: [new InternetGateway(stack, "gateway", { vpcId })] };
}

/** The hosts of each service, and the priority that it names. */
type Hosts = Readonly<Record<"api" | "web", readonly [hosts: string[], priority?: number]>>;

function routed(hosts: Hosts, { isBlueGreen = false } = {}): Stage {
  return balanced((balancer, groups) => {
    for (const service of ["api", "web"] as const) {
      const [names, priority] = hosts[service];
      const routes = listenerRules({ hosts: names, paths: [], priority });
      const alternative = isBlueGreen && service === "web" ? groups.green : undefined;
      balancer.addRoutes(service, { routes, targetGroup: groups[service], alternative });
    }
  });
}

/** As rules were made when each had all hosts of its service, and the service's name. */
const former = balanced((balancer, { api, web }) => {
  const rule = (id: string, priority: number, values: string[], group: TargetGroup): void => {
    new LbListenerRule(balancer, id, {
      listenerArn: balancer.productionListenerArn,
      priority,
      condition: [{ hostHeader: { values } }],
      action: [{ type: "forward", targetGroupArn: group.resource.arn }],
    });
  };
  rule("route-api", 47_101, ["api.shop.com", "v1.shop.com"], api);
  rule("route-web", 28_507, ["www.shop.com"], web);
});

function deployed(stage: Stage): string {
  const { exitCode, output } = terraform.run("apply", stage);
  if (exitCode !== 0) throw new Error(output);
  return /Apply complete! Resources: (.*)\./.exec(output)?.[1] ?? output;
}

function said(stage: Stage): string[] {
  const { judged } = review(readPlan(terraform.planJson(stage)));
  return judged
    .flatMap(({ findings }) => findings.map(({ level, title }) => `${level}: ${title}`))
    .filter((line) => !line.includes("is renamed") && !line.endsWith("is created"));
}

const upgraded: Hosts = { api: [["api.shop.com", "v1.shop.com"]], web: [["www.shop.com"]] };

test("deployed rules are moved and changed in place", () => {
  deployed(former);
  expect(deployed(routed(upgraded))).toBe("1 added, 1 changed, 0 destroyed");
  expect(terraform.run("plan", routed(upgraded)).output).toContain("No changes.");
});

test("hosts that swap, and one that moves, change where their rules lead", () => {
  const swapped: Hosts = { api: [["www.shop.com"]], web: [["api.shop.com", "v1.shop.com"]] };
  expect(said(routed(swapped)).sort()).toEqual([
    "review: leads to services.api instead of services.web",
    "review: leads to services.web instead of services.api",
    "review: leads to services.web instead of services.api",
  ]);
  expect(deployed(routed(swapped))).toBe("0 added, 3 changed, 0 destroyed");
});

test("priorities that swap block, and are refused", () => {
  const [first, second]: Hosts[] = [
    { api: [["www.shop.com"], 1], web: [["api.shop.com"], 2] },
    { api: [["www.shop.com"], 2], web: [["api.shop.com"], 1] },
  ];
  if (!first || !second) throw new Error("two stages are expected");
  expect(deployed(routed(first))).toBe("0 added, 2 changed, 1 destroyed");

  expect(said(routed(second)).filter((line) => line.startsWith("blocks"))).toEqual([
    expect.stringMatching(/^blocks: cannot have the priority 1 yet: .*www › shop › com still has it$/) as unknown,
    expect.stringMatching(/^blocks: cannot have the priority 2 yet: .*api › shop › com still has it$/) as unknown,
  ]);
  const { exitCode, output } = terraform.run("apply", routed(second));
  expect([exitCode, output]).toEqual([1, expect.stringContaining("PriorityInUse")]);
});

describe("a host that moves to a blue/green service", () => {
  const before: Hosts = { api: [["api.shop.com", "old.shop.com"]], web: [["www.shop.com"]] };
  const after: Hosts = { api: [["api.shop.com"]], web: [["www.shop.com", "old.shop.com"]] };
  const isBlueGreen = true;

  test("is led there by hand, and then there is nothing to block", async () => {
    deployed(routed(before));
    deployed(routed(before, { isBlueGreen }));
    expect(said(routed(after, { isBlueGreen }))).toEqual([
      "blocks: goes on leading to services.api instead of services.web",
    ]);

    const balancing = new ElasticLoadBalancingV2Client({
      ...{ region: location.region, endpoint: terraform.emulator.url },
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    });
    await leadTo(balancing, { host: "old.shop.com", asHost: "www.shop.com" });

    expect(said(routed(after, { isBlueGreen }))).toEqual([]);
    deployed(routed(after, { isBlueGreen }));
    expect(terraform.run("plan", routed(after, { isBlueGreen })).output).toContain("No changes.");
  });
});

/** What moving.md says: the host's rule gets the action of a rule of the service that it moves to. */
async function leadTo(
  balancing: ElasticLoadBalancingV2Client,
  { host, asHost }: { host: string; asHost: string },
): Promise<void> {
  const { LoadBalancers: [balancer] = [] } = await balancing.send(new DescribeLoadBalancersCommand());
  const { Listeners = [] } = await balancing.send(
    new DescribeListenersCommand({ LoadBalancerArn: balancer?.LoadBalancerArn }),
  );
  const listener = Listeners.find(({ Port }) => Port === 443)?.ListenerArn;
  const { Rules = [] } = await balancing.send(new DescribeRulesCommand({ ListenerArn: listener }));
  const ruleOf = (name: string): Rule | undefined =>
    Rules.find(({ Conditions = [] }) =>
      Conditions.some(({ HostHeaderConfig }) => HostHeaderConfig?.Values?.includes(name)),
    );
  await balancing.send(new ModifyRuleCommand({ RuleArn: ruleOf(host)?.RuleArn, Actions: ruleOf(asHost)?.Actions }));
}
