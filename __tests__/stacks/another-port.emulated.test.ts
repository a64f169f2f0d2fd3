import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";

import { said } from "../review/plans";
import { type Applied, EmulatedEnvironment } from "../support/emulated-environment";

/* Another port or protocol of services that run: deployed, changed, reviewed, deployed. */

jest.setTimeout(900_000);

interface Service {
  port: number;
  readonly ingress: { readonly hosts: readonly string[]; tls?: string };
  release?: { readonly command: readonly string[] };
}

type Services = Record<"api" | "web" | "cart", Service>;

/** The valid environment, as far as it is changed here. */
interface Environment {
  database?: unknown;
  readonly loadBalancers: { readonly public: { testListener?: unknown } };
  readonly services: Services & { readonly api: { database?: unknown } };
}

let environment: EmulatedEnvironment;

/** Two rolling services, and one that CodeDeploy deploys. */
function withChanges(...changes: readonly ((services: Services) => void)[]): (draft: Environment) => void {
  return (draft) => {
    delete draft.database;
    delete draft.services.api.database;
    draft.loadBalancers.public.testListener = { port: 8443, allowedCidrs: ["192.0.2.0/24"] };
    const cart = {
      ...{ repository: "shop/api", port: 3000, cpu: 256, memoryMiB: 512, deployment: { kind: "blue-green" } },
      ingress: { hosts: ["cart.shop.com"], healthCheck: { path: "/health" } },
      scaling: { minTasks: 1, maxTasks: 2 },
    };
    draft.services.cart = cart;
    for (const change of changes) change(draft.services);
  };
}

const port =
  (service: keyof Services, number: number) =>
  (services: Services): void => {
    services[service].port = number;
  };

const tls =
  (service: keyof Services) =>
  (services: Services): void => {
    services[service].ingress.tls = "sidecar";
  };

/** The new tasks do not become healthy. */
const failing =
  (service: keyof Services) =>
  (services: Services): void => {
    services[service].release = { command: ["false"] };
  };

/** What a review says that asks for a look, or more. */
async function reviewed(...changes: readonly ((services: Services) => void)[]): Promise<Record<string, string[]>> {
  const all = said(await environment.review(withChanges(...changes)));
  return Object.fromEntries(
    Object.entries(all).filter(([, findings]) => findings.some((one) => !one.startsWith("routine"))),
  );
}

const traffic =
  /^((Create|Delete)TargetGroup|ModifyRule|UpdateService|(Authorize|Revoke)SecurityGroup(In|E)gress|DescribeServices)$/;

/** What an apply does to what requests travel on, in its order; the same call several times in a row once. */
function order({ calls }: Applied): string[] {
  return calls
    .filter((call) => traffic.test(call))
    .map((call) => call.replace(/SecurityGroup(In|E)gress$/, ""))
    .filter((call, index, all) => call !== all[index - 1]);
}

beforeAll(async () => {
  environment = await EmulatedEnvironment.start(["shop/api", "shop/web"]);
  await deployed();
  await environment.nameImages();
  await deployed();
});

afterAll(() => environment.stop());

async function deployed(): Promise<void> {
  await environment.plan(withChanges());
  const { exitCode, output } = await environment.apply();
  if (exitCode !== 0) throw new Error(output);
}

const balancer = "load-balancers_public_load-balancer_security-group";

describe("another port of a rolling service", () => {
  test("leaves the old one open where ECS takes the new revision back", async () => {
    await environment.plan(withChanges(port("api", 4000), failing("api")));
    const applied = await environment.apply();

    expect(applied.output).toContain("ECS took the new revision of api back");
    expect(order(applied)).toEqual(["Authorize", "UpdateService", "DescribeServices"]);
  });

  test("closes the old one when the service is steady, and needs no other target group", async () => {
    expect(await reviewed(port("api", 4000))).toEqual({
      [`aws_vpc_security_group_egress_rule.${balancer}_to-api-3000_9BF7F390`]: ["review: is destroyed"],
      [`aws_vpc_security_group_ingress_rule.${balancer}_into-api-3000_00CFADF9`]: ["review: is destroyed"],
      "aws_ecs_service.services_api_service_2FFD5712": ["review: changes"],
      "aws_ecs_task_definition.services_api_task-definition_8D406878": ["review: a new revision"],
    });

    const applied = await environment.apply();
    expect(applied.exitCode).toBe(0);
    expect(order(applied)).toEqual(["UpdateService", "DescribeServices", "Revoke"]);
  });
});

describe("another protocol of a rolling service", () => {
  const now = [port("api", 4000), tls("web")];
  const group = "aws_lb_target_group.services_web_target-group_487DE5A6";

  test("moves no request where ECS takes the new revision back", async () => {
    expect((await reviewed(...now, failing("web")))[group]).toEqual([
      "dangerous: is replaced, and its hosts are answered with 503 for up to 90 seconds",
    ]);

    const applied = await environment.apply();
    expect(applied.output).toContain("ECS took the new revision of web back");
    // The only rule that changes is the one that attaches the new group.
    expect(order(applied)).toEqual(["CreateTargetGroup", "ModifyRule", "UpdateService", "DescribeServices"]);
  });

  test("moves requests when the new tasks are there, and removes the old group last", async () => {
    await environment.plan(withChanges(...now));

    const applied = await environment.apply();
    expect(applied.exitCode).toBe(0);
    expect(order(applied)).toEqual(["UpdateService", "DescribeServices", "ModifyRule", "DeleteTargetGroup"]);
  });
});

test("another port and protocol of a blue/green service blocks, and the apply shows why", async () => {
  const findings = await reviewed(port("api", 4000), tls("web"), port("cart", 4000), tls("cart"));
  expect(Object.values(findings).flat()).toEqual(
    expect.arrayContaining([
      "blocks: closes port 3000, on which the tasks of cart are reached",
      "blocks: is replaced, which CodeDeploy's listener rules keep from happening",
    ]),
  );

  const applied = await environment.apply();
  expect(applied.exitCode).toBe(1);
  expect(applied.output).toContain("ResourceInUse");
  expect(applied.calls).toContain("RevokeSecurityGroupIngress");
  expect(applied.calls).not.toContain("UpdateService");
});
