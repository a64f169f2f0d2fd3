import type { Task } from "@aws-sdk/client-ecs";
import type { TargetHealthDescription } from "@aws-sdk/client-elastic-load-balancing-v2";
import { describe, expect, test } from "@jest/globals";

import { allPages, inBatches, ofEach } from "../../../src/operations/report/batches";
import { DeployedStack } from "../../../src/operations/report/deployed-stack";
import { rollingDeployment, targetGroupsOf } from "../../../src/operations/report/ecs-service";
import { healthOf } from "../../../src/operations/report/load-balancers";
import { reading } from "../../../src/operations/report/reading";
import { plainName } from "../../../src/operations/report/records";
import { tell } from "../../../src/operations/report/secrets";
import { stoppedTasks } from "../../../src/operations/report/tasks";
import { stackOf } from "../support/stack";

describe("batches", () => {
  test("a thousand services are asked for in a hundred calls, ten at a time, in their order", async () => {
    const services = Array.from({ length: 1000 }, (_, index) => index);
    const sizes: number[] = [];
    let [running, most] = [0, 0];
    const answers = await inBatches(services, 10, async (batch) => {
      sizes.push(batch.length);
      most = Math.max(most, (running += 1));
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return batch.map((one) => one * 2);
    });
    expect(sizes).toHaveLength(100);
    expect(most).toBe(10);
    expect(answers).toEqual(services.map((one) => one * 2));
  });

  test("nothing is asked for nothing", async () => {
    expect(await ofEach([], () => Promise.reject(new Error("asked")))).toEqual([]);
  });

  test("an error of one call is an error of all", async () => {
    await expect(
      ofEach([1, 2], (one) => (one === 2 ? Promise.reject(new Error("no")) : Promise.resolve(one))),
    ).rejects.toThrow("no");
  });

  test("every page is read", async () => {
    async function* pages(): AsyncGenerator<{ items?: number[] }> {
      yield* await Promise.resolve([{ items: [1, 2] }, {}, { items: [3] }]);
    }
    expect(await allPages(pages(), ({ items }) => items)).toEqual([1, 2, 3]);
  });
});

describe("a reading", () => {
  const failing = (name: string, message: string) => () => Promise.reject(Object.assign(new Error(message), { name }));

  test("that is refused says why, and leaves the rest as it is", async () => {
    expect(await reading(failing("AccessDeniedException", "not authorized to perform: ecs:ListTasks"))).toEqual({
      kind: "unreadable",
      reason: "AccessDeniedException: not authorized to perform: ecs:ListTasks",
    });
  });

  test.each([
    ["ExpiredTokenException", "The security token is expired", /^Your AWS credentials have expired: /],
    ["UnrecognizedClientException", "The security token is invalid", /^AWS does not know who you are: /],
    ["TimeoutError", "socket hang up", /^AWS cannot be reached: /],
  ])("that ends with %s ends the command", async (name, message, expected) => {
    await expect(reading(failing(name, message))).rejects.toThrow(expected);
  });
});

describe("of a secret is told", () => {
  const keys = ["DATABASE_URL", "constructor"];

  test.each([
    ["which keys it lacks", '{"DATABASE_URL":"hidden"}', { state: "filled", missingKeys: ["constructor"] }],
    [
      "that a key without a value is no key",
      '{"DATABASE_URL":"","constructor":null}',
      { state: "filled", missingKeys: keys },
    ],
    ["that it is empty", "", { state: "empty", missingKeys: keys }],
    ["that it is not JSON", "hidden", { state: "not JSON", missingKeys: keys }],
    ["that it is no object", '["hidden"]', { state: "not JSON", missingKeys: keys }],
  ])("%s", (_, value, told) => {
    expect(tell(value, keys)).toEqual(told);
    expect(JSON.stringify(tell(value, keys))).not.toContain("hidden");
  });
});

describe("stopped tasks", () => {
  const stopped = (task: Partial<Task>): Task => ({ lastStatus: "STOPPED", ...task });

  test("are counted by their reasons, without the ids that differ", () => {
    const id = (letter: string): string => letter.repeat(32);
    const failed = (letter: string, stoppedAt: string): Task =>
      stopped({
        stoppedReason: `Task ${id(letter)} failed to start`,
        stoppedAt: new Date(stoppedAt),
        containers: [
          { name: "api", exitCode: 137, reason: "OutOfMemoryError" },
          { name: "tls", exitCode: 0 },
        ],
      });
    expect(stoppedTasks([failed("a", "2026-11-23T08:00:00Z"), failed("b", "2026-11-23T07:00:00Z")])).toEqual([
      {
        reason: "Task … failed to start; api: exit code 137, OutOfMemoryError",
        count: 2,
        lastAt: "2026-11-23T08:00:00.000Z",
      },
    ]);
  });

  test("that scaling or people ended are nothing to tell", () => {
    expect(
      stoppedTasks([
        stopped({ stoppedReason: "Scaling activity initiated by (deployment ecs-svc/1)" }),
        stopped({ stopCode: "UserInitiated", stoppedReason: "no longer needed" }),
        { lastStatus: "RUNNING" },
      ]),
    ).toEqual([]);
  });
});

describe("a service's deployment", () => {
  test("that ECS took back was rolled back", () => {
    const rolloutStateReason = "ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/1.";
    expect(
      rollingDeployment({ deployments: [{ status: "PRIMARY", rolloutState: "IN_PROGRESS", rolloutStateReason }] })
        ?.outcome,
    ).toBe("rolled back");
  });

  test("that failed is told before the one that takes its place", () => {
    const deployments = [
      { status: "PRIMARY", rolloutState: "IN_PROGRESS" as const },
      { status: "ACTIVE", rolloutState: "FAILED" as const, rolloutStateReason: "tasks failed to start" },
    ];
    expect(rollingDeployment({ deployments })).toMatchObject({ outcome: "failed", reason: "tasks failed to start" });
  });

  test("is CodeDeploy's to tell, where CodeDeploy deploys; so is where it runs", () => {
    const service = {
      deploymentController: { type: "CODE_DEPLOY" as const },
      loadBalancers: [{ targetGroupArn: "blue" }],
      taskSets: [{ status: "PRIMARY", loadBalancers: [{ targetGroupArn: "green" }] }],
    };
    expect(rollingDeployment(service)).toBeUndefined();
    expect(targetGroupsOf(service)).toEqual(["green"]);
  });
});

test("targets are counted by their health", () => {
  const target = (State: "healthy" | "unhealthy" | "draining", Description?: string): TargetHealthDescription => ({
    TargetHealth: { State, Description },
  });
  expect(
    healthOf([target("healthy"), target("unhealthy", "502"), target("unhealthy", "502"), target("draining")]),
  ).toEqual({
    ...{ healthy: 1, unhealthy: 2, changing: 1 },
    reasons: ["502"],
  });
});

test.each([
  ["Shop.Example.com.", "shop.example.com"],
  ["dualstack.shop-1.elb.amazonaws.com.", "shop-1.elb.amazonaws.com"],
  [String.raw`\052.example.com.`, "*.example.com"],
])("Route 53's %s is %s", (name, plain) => {
  expect(plainName(name)).toBe(plain);
});

describe("a stack beside its state", () => {
  const stack = stackOf("shop-staging", {
    resource: {
      aws_lb: { public: { name: "shop" }, internal: { name: "inside", provider: "aws.west" } },
      aws_route53_record: { www: { alias: { name: "${aws_lb.public.dns_name}" } } },
    },
  });
  const state = {
    resources: [
      {
        mode: "managed" as const,
        type: "aws_lb",
        name: "public",
        instances: [{ attributes: { dns_name: "shop-1.elb" } }],
      },
      { mode: "managed" as const, type: "aws_sqs_queue", name: "old", instances: [{ status: "tainted" as const }] },
      { mode: "data" as const, type: "aws_vpc", name: "main", instances: [{}] },
    ],
  };
  const deployed = new DeployedStack(stack, state);

  test("tells what is missing, left over and unfinished", () => {
    expect(deployed.missing).toEqual(["aws_lb.internal", "aws_route53_record.www"]);
    expect(deployed.leftOver).toEqual(["aws_sqs_queue.old"]);
    expect(deployed.tainted).toEqual(["aws_sqs_queue.old"]);
  });

  test("knows what references are to", () => {
    expect(deployed.resolved({ name: "${aws_lb.public.dns_name}", other: "${aws_lb.internal.dns_name}" })).toEqual({
      name: "shop-1.elb",
      other: "${aws_lb.internal.dns_name}",
    });
  });

  test("knows nothing of what was never deployed but its names", () => {
    const never = new DeployedStack(stack, undefined);
    expect(never.of("aws_lb").map((balancer) => never.text(balancer, "name"))).toEqual(["shop", "inside"]);
    expect(never.missing).toHaveLength(3);
  });
});
