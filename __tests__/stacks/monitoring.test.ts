import { describe, expect, test } from "@jest/globals";
import { Testing } from "cdktf";

import type { EnvironmentInput } from "../../src/config/environment";
import { checkPlatform } from "../../src/config/platform";
import { EnvironmentStack } from "../../src/stacks/environment-stack";
import { alarms } from "../support/alarms";
import { validAccount, validEnvironment } from "../support/platform";
import { type Block, policy, Synthesized } from "../support/synthesized";

type Service = EnvironmentInput["services"][string];

/** The valid environment with changes, as it is deployed. */
function environment(changes: Partial<EnvironmentInput> = {}): Synthesized {
  return deployed({ ...validEnvironment(), ...changes });
}

function deployed(environment: EnvironmentInput): Synthesized {
  const { accounts, environments } = checkPlatform({ accounts: [validAccount()], environments: [environment] });
  const [account, first] = [accounts[0], environments[0]];
  if (!account || !first) throw new Error("there is no environment");
  return new Synthesized(new EnvironmentStack(Testing.app(), first, account));
}

/** The valid environment's services, api with changes. */
function services(changes: Partial<Service>): Record<string, Service> {
  const { api, web } = validEnvironment().services;
  if (!api || !web) throw new Error("api or web is missing");
  return { api: { ...api, ...changes }, web };
}

const worker: Service = { repository: "shop/api", cpu: 256, memoryMiB: 512, scaling: { minTasks: 1, maxTasks: 2 } };

const plain = environment();

describe("an environment's alarms", () => {
  test("are those of what it has", () => {
    expect(Object.keys(alarms(plain)).sort()).toEqual(
      [
        "certificates/load-balancers/expiry",
        "database/connections",
        "database/cpu",
        "database/memory",
        "database/storage",
        "load-balancers/public/blocked-requests",
        "load-balancers/public/errors",
        "load-balancers/public/rejected-connections",
        "network/nat-a",
        ...["api", "web"].flatMap((service) =>
          ["cpu", "errors", "latency", "memory", "missing-tasks", "unhealthy-targets"].map(
            (concern) => `services/${service}/${concern}`,
          ),
        ),
      ].map((name) => `shop-test/${name}`),
    );
  });

  test("are none of what it has not", () => {
    const { product, stage, account, region, onDestroy, network } = validEnvironment();
    const bare = deployed({ product, stage, account, region, onDestroy, network, services: { worker } });

    expect(Object.keys(alarms(bare)).sort()).toEqual(
      ["network/nat-a", ...["cpu", "memory", "missing-tasks"].map((concern) => `services/worker/${concern}`)].map(
        (name) => `shop-test/${name}`,
      ),
    );
  });

  test("all tell the one topic, going off and over, and say what to do in what CloudWatch takes", () => {
    const topic = plain.reference("aws_sns_topic_policy", "monitoring/topic/policy", "arn");

    for (const alarm of Object.values(alarms(plain))) {
      expect(alarm).toMatchObject({ alarm_actions: [topic], ok_actions: [topic] });
      expect(String(alarm.alarm_description).length).toBeLessThanOrEqual(1024);
      expect(String(alarm.alarm_description)).toMatch(/\. .+\.$/s);
    }
  });

  test("never follow from how many tasks a service begins with", () => {
    const schedules = { morning: { schedule: "cron(0 8 ? * MON-FRI *)", minTasks: 1, maxTasks: 4 } };
    const alarmsWith = (minTasks: number): unknown =>
      alarms(environment({ services: services({ scaling: { minTasks, maxTasks: 4, schedules } }) }))[
        "shop-test/services/api/missing-tasks"
      ];

    expect(alarmsWith(0)).toEqual(alarmsWith(3));
  });

  test("are all part of the one that is on while any is, which tells nobody", () => {
    const { alarm_rule, ...composite } = plain.only("aws_cloudwatch_composite_alarm");

    expect(composite).not.toHaveProperty("alarm_actions");
    expect(String(alarm_rule).split(" OR ").sort()).toEqual(
      Object.keys(plain.resources("aws_cloudwatch_metric_alarm"))
        .map((path) => `ALARM("${plain.reference("aws_cloudwatch_metric_alarm", path, "alarm_name")}")`)
        .sort(),
    );
  });

  test("belong to their service's tag", () => {
    const tagged = Object.entries(plain.resources("aws_cloudwatch_metric_alarm")).filter(
      ([, { tags }]) => (tags as Block | undefined)?.service === "api",
    );

    expect(tagged).toHaveLength(6);
  });

  test("may be told by those who publish them, with the environment's key", () => {
    const statements = policy(plain.resources("aws_kms_key").key?.policy).Statement;

    expect(statements.map(({ Sid }) => Sid)).toEqual(expect.arrayContaining(["EncryptAlarms", "EncryptEvents"]));
    expect(plain.only("aws_sns_topic").kms_master_key_id).toBe(plain.reference("aws_kms_key", "key", "arn"));
  });
});

describe("a deployment", () => {
  const mixed = environment({
    names: { targetGroup: "shop-{service}-{color}-{hash}" },
    loadBalancers: { public: { scheme: "internet-facing", testListener: { allowedCidrs: ["192.0.2.0/24"] } } },
    services: services({ deployment: { kind: "blue-green", rollbackAlarms: ["somebody-elses"] } }),
  });
  const names = (service: string, suffix: string): string[] =>
    ["errors", "latency", "unhealthy-targets"].map((concern) =>
      mixed.reference(
        "aws_cloudwatch_metric_alarm",
        `monitoring/targets/${service}/target-group${suffix}/${concern}`,
        "alarm_name",
      ),
    );

  test("that is blue/green is taken back by its service's alarms behind either target group, and by others that are named", () => {
    expect(mixed.only("aws_codedeploy_deployment_group").alarm_configuration).toEqual({
      enabled: true,
      alarms: [...names("api", "-gr"), ...names("api", "-bl"), "somebody-elses"],
    });
  });

  test("that is rolling is taken back by ECS on its service's alarms", () => {
    const services = mixed.resources("aws_ecs_service");

    expect(services["services/web/service"]?.alarms).toEqual({
      enable: true,
      rollback: true,
      alarm_names: names("web", ""),
    });
    expect(services["services/api/service"]).not.toHaveProperty("alarms");
  });

  test("that fails is told, of rolling services by their cluster, of blue/green ones by name", () => {
    const rules = mixed.resources("aws_cloudwatch_event_rule");

    expect(Object.keys(rules).filter((path) => path.startsWith("monitoring/"))).toEqual([
      "monitoring/failed-deployments/failed-blue-green",
      "monitoring/failed-deployments/failed-rolling",
    ]);
    expect(rules["monitoring/failed-deployments/failed-blue-green"]?.event_pattern).toContain('["shop-test-api"]');
  });
});

describe("an environment's budget", () => {
  test("is there only where it is configured, and counts what has the environment's tag", () => {
    const stack = environment({ budget: { monthlyDollars: 50 } });

    expect(plain.types()).not.toContain("aws_budgets_budget");
    expect(stack.only("aws_budgets_budget")).toMatchObject({
      name: "shop-test",
      cost_filter: [{ values: ["user:environment$shop-test"] }],
    });
  });
});
