import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import type { Block } from "../../src/terraform-json/block";
import type { Body } from "../../src/terraform-json/body";
import { bill, gaps, priced, reference, resource } from "../support/priced";

function definition(body: Body = {}): Block {
  return resource("aws_ecs_task_definition", "api", { family: "shop-api", cpu: "512", memory: "1024", ...body });
}

/** A service of two to six tasks, each half a processor and a gigabyte. */
function service({ body = {}, task = definition(), scaled = true } = {}): Block[] {
  const api = resource("aws_ecs_service", "api", {
    name: "api",
    task_definition: reference(task, "arn"),
    capacity_provider_strategy: [{ capacity_provider: "FARGATE", base: 0, weight: 1 }],
    desired_count: 3,
    ...body,
  });
  const scaling = resource("aws_appautoscaling_target", "api", {
    resource_id: `service/\${aws_ecs_cluster.main.name}/${reference(api, "name")}`,
    min_capacity: 2,
    max_capacity: 6,
  });
  return [api, task, ...(scaled ? [scaling] : [])];
}

describe("tasks of a service", () => {
  test("cost by processors and memory, as many as auto scaling keeps at least", () => {
    // 2 tasks x 0.5 vCPU x 730 h = 730, at 0.04048; 2 x 1 GB x 730 h = 1,460, at 0.004445
    expect(bill(service())).toEqual({
      "vCPU, x86": [730, 0.04048, 29.5504],
      "memory, x86": [1460, 0.004445, 6.4897],
    });
  });

  test.each([
    ["minimum", 730],
    ["average", 1460],
    ["maximum", 2190],
  ] as const)("are counted at the %s of auto scaling on demand", (tasks, hours) => {
    expect(bill(service(), { tasks })["vCPU, x86"]?.[0]).toBe(hours);
  });

  test("are as many as desired without auto scaling", () => {
    // 3 x 0.5 x 730
    expect(bill(service({ scaled: false }))["vCPU, x86"]?.[0]).toBe(1095);
  });

  test("cost less on ARM64", () => {
    const task = definition({ runtime_platform: { cpu_architecture: "ARM64", operating_system_family: "LINUX" } });

    expect(bill(service({ task }))).toEqual({
      "vCPU, ARM64": [730, 0.03238, 23.6374],
      "memory, ARM64": [1460, 0.00356, 5.1976],
    });
  });

  test("are divided between on demand and Spot by base and weight, and Spot is discounted", () => {
    const body = {
      capacity_provider_strategy: [
        { capacity_provider: "FARGATE", base: 1, weight: 1 },
        { capacity_provider: "FARGATE_SPOT", base: 0, weight: 3 },
      ],
    };
    // 6 tasks: 1 on the base, 5 by weight: 1.25 and 3.75. Spot is 60 percent cheaper: 0.016192
    expect(bill(service({ body }), { tasks: "maximum" })).toEqual({
      "vCPU, x86": [821.25, 0.04048, 33.2442],
      "memory, x86": [1642.5, 0.004445, 7.300912],
      "vCPU, x86 Spot": [1368.75, 0.016192, 22.1628],
      "memory, x86 Spot": [2737.5, 0.001778, 4.867275],
    });
  });

  test("fill the base before anything goes by weight", () => {
    const body = {
      capacity_provider_strategy: [
        { capacity_provider: "FARGATE", base: 4, weight: 0 },
        { capacity_provider: "FARGATE_SPOT", weight: 1 },
      ],
    };

    expect(Object.keys(bill(service({ body })))).toEqual(["vCPU, x86", "memory, x86"]);
  });

  test("follow the cluster's strategy when the service has none", () => {
    const cluster = resource("aws_ecs_cluster", "main");
    const providers = resource("aws_ecs_cluster_capacity_providers", "main", {
      cluster_name: reference(cluster, "name"),
      default_capacity_provider_strategy: [{ capacity_provider: "FARGATE_SPOT", base: 0, weight: 1 }],
    });
    const body = { capacity_provider_strategy: undefined, cluster: reference(cluster, "arn") };

    expect(Object.keys(bill([...service({ body }), cluster, providers]))).toEqual([
      "vCPU, x86 Spot",
      "memory, x86 Spot",
    ]);
  });

  test("pay for scratch space above 20 GB only", () => {
    const task = (size: number): Block => definition({ ephemeral_storage: { size_in_gib: size } });

    // 2 tasks x 10 GB x 730 h at 0.000111
    expect(bill(service({ task: task(30) }))["storage above 20 GB"]).toEqual([14600, 0.000111, 1.6206]);
    expect(bill(service({ task: task(20) }))).not.toHaveProperty("storage above 20 GB");
  });

  test("pay for public addresses where they have some", () => {
    const body = { network_configuration: { assign_public_ip: true } };

    expect(bill(service({ body }))["public IPv4 addresses of tasks"]).toEqual([1460, 0.005, 7.3]);
  });

  test("may have sizes in whole units", () => {
    const task = definition({ cpu: "0.5 vCPU", memory: "1 GB" });

    expect(bill(service({ task }))).toEqual(bill(service()));
  });

  test.each([
    ["Windows", { task: definition({ runtime_platform: { operating_system_family: "WINDOWS_SERVER_2022_CORE" } }) }],
    ["a size that only Terraform knows", { task: definition({ cpu: "${var.cpu}" }) }],
    ["EC2", { body: { capacity_provider_strategy: [], launch_type: "EC2" } }],
    ["a task definition from elsewhere", { body: { task_definition: "shop-api:7" } }],
  ])("are reported as not priced with %s", (_, change) => {
    expect(gaps(service(change)).filter((gap) => gap.startsWith("aws_ecs_service.api: "))).toHaveLength(1);
  });

  test("are never cheaper when there are more of them", () => {
    const strategies = fc.array(
      fc.record({
        capacity_provider: fc.constantFrom("FARGATE", "FARGATE_SPOT"),
        base: fc.nat(5),
        weight: fc.integer({ min: 1, max: 10 }),
      }),
      { minLength: 1, maxLength: 2 },
    );
    fc.assert(
      fc.property(fc.nat(50), fc.nat(50), strategies, (fewer, more, strategy) => {
        const total = (tasks: number): number =>
          priced(service({ scaled: false, body: { desired_count: tasks, capacity_provider_strategy: strategy } }))
            .total;
        expect(total(fewer + more)).toBeGreaterThanOrEqual(total(fewer) - 1e-9);
      }),
    );
  });
});

describe("tasks that no service keeps running", () => {
  test("cost by their schedule", () => {
    const task = definition();
    const schedule = resource("aws_scheduler_schedule", "nightly", {
      schedule_expression: "rate(1 day)",
      name: "nightly",
      target: {
        ecs_parameters: { task_count: 2, task_definition_arn: reference(task, "arn"), launch_type: "FARGATE" },
      },
    });
    // 730 h / 24 h = 30.4167 runs of 2 tasks x 5 minutes = 5.0694 h, half a vCPU
    expect(bill([schedule, task])).toEqual({
      "schedules: invocations": [0.00003, 1, 0.00003],
      "vCPU, x86": [2.534722, 0.04048, 0.102606],
      "memory, x86": [5.069444, 0.004445, 0.022534],
    });
    expect(bill([task, schedule])).toEqual({});
  });

  test("cost by a schedule also where a service runs the same task definition", () => {
    const [api, task, scaling] = service() as [Block, Block, Block];
    const target = { ecs_parameters: { task_definition_arn: reference(task, "arn"), launch_type: "FARGATE" } };
    const nightly = resource("aws_scheduler_schedule", "nightly", { schedule_expression: "rate(1 hour)", target });
    const off = resource("aws_scheduler_schedule", "off", { ...nightly.body, state: "DISABLED" });

    // 730 runs x 5 minutes x 0.5 vCPU
    expect(bill([nightly, api, task, scaling])["vCPU, x86"]?.[0]).toBe(30.416667);
    expect(bill([off, api, task, scaling])["vCPU, x86"]?.[0]).toBe(0);
    expect(bill([api, nightly, task, scaling])["vCPU, x86"]?.[0]).toBe(730);
  });

  test("cost by the schedule of an EventBridge rule, and nothing where the rule starts something else", () => {
    const task = definition();
    const rule = resource("aws_cloudwatch_event_rule", "hourly", { schedule_expression: "rate(1 hour)" });
    const target = resource("aws_cloudwatch_event_target", "hourly", {
      rule: reference(rule, "name"),
      ecs_target: { task_definition_arn: reference(task, "arn"), launch_type: "FARGATE" },
    });
    const other = resource("aws_cloudwatch_event_target", "other", { arn: "${aws_sfn_state_machine.main.arn}" });

    expect(bill([target, rule, task])["vCPU, x86"]?.[0]).toBe(30.416667);
    expect(bill([other])).toEqual({});
  });

  test("cost by the assumed runs without a schedule", () => {
    // 20 runs x 5 minutes = 1.6667 h
    expect(bill([definition()])["vCPU, x86"]?.[0]).toBe(0.833333);
  });

  test("are reported as not priced with a schedule that cannot be read", () => {
    const task = definition();
    const schedule = resource("aws_scheduler_schedule", "nightly", {
      schedule_expression: "${var.when}",
      target: { ecs_parameters: { task_definition_arn: reference(task, "arn") } },
    });

    expect(gaps([task, schedule])).toEqual(["aws_scheduler_schedule.nightly: its schedule cannot be read"]);
  });
});

describe("Container Insights", () => {
  const clusterWith = (value: string): Block[] => {
    const cluster = resource("aws_ecs_cluster", "main", { setting: [{ name: "containerInsights", value }] });
    return [cluster, ...service({ body: { cluster: reference(cluster, "arn") } })];
  };

  test("cost by metrics and log data", () => {
    // 8 of the cluster, 11 of the service, 6 of the family; 2 tasks x 0.13 GB
    expect(bill(clusterWith("enabled"))).toMatchObject({
      "Container Insights: metrics": [25, 0.3, 7.5],
      "Container Insights: log data": [0.26, 0.5, 0.13],
    });
  });

  test("cost nothing when they are off, and are not priced when they are enhanced", () => {
    expect(Object.keys(bill(clusterWith("disabled")))).toEqual(["traffic between zones, out and in"]);
    expect(gaps(clusterWith("enhanced"))).toHaveLength(1);
  });
});
