import { describe, expect, test } from "@jest/globals";

import { missing, ok } from "../../../src/operations/preflight/check";
import { toBeCreated } from "../../../src/operations/preflight/planned";
import { judgeQuotas } from "../../../src/operations/preflight/quotas";
import { plannedVcpus } from "../../../src/operations/preflight/quotas/fargate";
import { inUseByType, quotas } from "../../../src/operations/preflight/quotas/known-quotas";
import { kinds } from "../../../src/resources";
import type { SynthesizedStack } from "../../../src/operations/synth/synthesized-stack";
import { products } from "../../products";
import { synthesizedStacks } from "../../support/environments";
import { stackOf } from "../support/stack";

const stacks = new Map(synthesizedStacks(products).map((stack) => [stack.name, stack]));
const stack = (name: string): SynthesizedStack => stacks.get(name) ?? stackOf("none");

/** What a first deploy adds to each quota that it touches. */
function added(name: string): Record<string, number> {
  const coming = { stack: stack(name), creates: toBeCreated(stack(name), undefined) };
  return Object.fromEntries(
    quotas.map((quota): [string, number] => [quota.name, quota.added(coming)]).filter(([, count]) => count > 0),
  );
}

describe("what a first deploy adds", () => {
  test("is counted for a network of its own", () => {
    expect(added("shop-production")).toMatchObject({
      "Elastic IP addresses": 2,
      VPCs: 1,
      "internet gateways": 1,
      "NAT gateways in one zone": 1,
      "gateway endpoints": 1,
      "Application Load Balancers": 1,
      "names in one certificate": 3,
      "RDS instances": 1,
      "resource policies of CloudWatch Logs": 1,
      "rules of one load balancer": 5,
    });
  });

  test("is no network where there is one already", () => {
    const counts = added("atlas-lab");
    expect(counts).not.toHaveProperty("VPCs");
    expect(counts).toMatchObject({ "Application Load Balancers": 2, "target groups": 4 });
  });

  test("is nothing where the state has it, or an import block takes it in", () => {
    const blocks = stackOf("shop", { resource: { aws_vpc: { one: {}, two: {}, three: {} } } });
    Object.assign(blocks.json, { import: [{ to: "aws_vpc.two" }] });
    const state = { resources: [{ mode: "managed", type: "aws_vpc", name: "one", instances: [{}] }] } as const;
    expect(toBeCreated(blocks, state).map(({ address }) => address)).toEqual(["aws_vpc.three"]);
  });
});

describe("the vCPUs of Fargate", () => {
  test("are those of every service at its most tasks", () => {
    // 6 tasks with 512 units and 6 with 256
    expect(plannedVcpus(stack("shop-production"), "FARGATE")).toBe(4.5);
    expect(plannedVcpus(stack("shop-production"), "FARGATE_SPOT")).toBe(0);
  });

  test("are shared as the strategy says: the base first, the rest by weight, rounded up", () => {
    const service = {
      ...{ name: "api", desired_count: 6, task_definition: "${aws_ecs_task_definition.api.arn}" },
      capacity_provider_strategy: [
        { capacity_provider: "FARGATE", base: 1, weight: 1 },
        { capacity_provider: "FARGATE_SPOT", base: 0, weight: 3 },
      ],
    };
    const blocks = stackOf("shop", {
      resource: { aws_ecs_service: { api: service }, aws_ecs_task_definition: { api: { cpu: "1024" } } },
    });
    expect(plannedVcpus(blocks, "FARGATE")).toBe(3);
    expect(plannedVcpus(blocks, "FARGATE_SPOT")).toBe(4);
  });
});

describe("a quota", () => {
  const vpcs = { name: "VPCs", service: "vpc", code: "L-F678F1CE" };
  const roles = { name: "IAM roles", service: "iam", code: "L-FE177D64", region: "us-east-1" };

  test("that would be hit is told with the request for more", () => {
    expect(
      judgeQuotas(stackOf("shop"), [
        { quota: vpcs, used: 5, added: 1, allowed: 5 },
        { quota: roles, used: 100, added: 10, allowed: 1000 },
      ]),
    ).toEqual([
      missing(
        "VPCs: 5 in use and 1 to come, 5 allowed",
        "aws service-quotas request-service-quota-increase --service-code vpc --quota-code L-F678F1CE --desired-value 6 --region us-east-1",
      ),
      ok("not hit: 1; closest: IAM roles, 110 of 1000"),
    ]);
  });

  test("that AWS does not raise is told with the way out", () => {
    const quota = quotas.find((one) => "wayOut" in one);
    expect(quota && judgeQuotas(stackOf("shop"), [{ quota, used: 10, added: 1, allowed: 10 }])).toEqual([
      missing(
        "resource policies of CloudWatch Logs: 10 in use and 1 to come, 10 allowed",
        "AWS gives no more of them: delete one that nothing needs (aws logs describe-resource-policies --region us-east-1 shows them), or take another region or account",
      ),
    ]);
  });

  test("of a type is counted by what of the type is in use", () => {
    const limited = Object.entries(kinds).flatMap(([type, { quota }]) => (quota ? [type] : []));
    expect(limited).toEqual(Object.keys(inUseByType));
  });

  test("may be used up to its last one", () => {
    expect(judgeQuotas(stackOf("shop"), [{ quota: vpcs, used: 4, added: 1, allowed: 5 }])).toEqual([
      ok("not hit: 1; closest: VPCs, 5 of 5"),
    ]);
  });

  test("is no matter where nothing is created", () => {
    expect(judgeQuotas(stackOf("shop"), [])).toEqual([ok("nothing comes that has one")]);
  });

  test("that AWS raises is asked by the code that Service Quotas knows it by", () => {
    const codes = quotas.flatMap((quota) => ("code" in quota ? [quota.code] : []));
    expect(codes.filter((code) => !/^L-[0-9A-F]{8}$/.test(code))).toEqual([]);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
