import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
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
type Groups = Readonly<Record<"api" | "web", TargetGroup>>;

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
      accessLogs: new AccessLogBucket(stack, "access-logs", {
        ...{ bucketName: "shop-access-logs", retentionDays: 90, onDestroy: "delete", location },
      }),
    });
    const services = new Construct(stack, "services");
    const [api, web] = ["api", "web"].map(
      (key) =>
        new TargetGroup(new Construct(services, key), "target-group", {
          ...{ name: `shop-${key}`, network, protocol: "HTTP", port: 3000, deregistrationDelaySeconds: 20 },
          healthCheck: {
            ...{ path: "/", intervalSeconds: 30, timeoutSeconds: 5, statusCodes: "200" },
            ...{ healthyThreshold: 2, unhealthyThreshold: 3 },
          },
        }),
    );
    if (api && web) addRules(balancer, { api, web });
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

function routed(hosts: Hosts): Stage {
  return balanced((balancer, groups) => {
    for (const service of ["api", "web"] as const) {
      const [names, priority] = hosts[service];
      const routes = listenerRules({ hosts: names, paths: [], priority });
      balancer.addRoutes(service, { routes, targetGroup: groups[service] });
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
    .filter((line) => !line.includes("is called otherwise") && !line.endsWith("is created"));
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
    "look: leads to services.api instead of services.web",
    "look: leads to services.web instead of services.api",
    "look: leads to services.web instead of services.api",
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
