import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";

import { CertificateAlarms } from "../../../src/constructs/observability/certificate-alarms";
import { DatabaseAlarms, type DatabaseAlarmsProps } from "../../../src/constructs/observability/database-alarms";
import {
  LoadBalancerAlarms,
  type LoadBalancerAlarmsProps,
} from "../../../src/constructs/observability/load-balancer-alarms";
import { NatAlarms } from "../../../src/constructs/observability/nat-alarms";
import { replacementMinutes } from "../../../src/constructs/observability/replacement-time";
import { ServiceAlarms, type ServiceAlarmsProps } from "../../../src/constructs/observability/service-alarms";
import {
  TargetGroupAlarms,
  type TargetGroupAlarmsProps,
} from "../../../src/constructs/observability/target-group-alarms";
import { Certificate } from "../../../src/constructs/ingress/certificate";
import { WebAcl } from "../../../src/constructs/ingress/web-acl";
import { WebAclLogPolicy } from "../../../src/constructs/ingress/web-acl-log-policy";
import { WebAclAlarms } from "../../../src/constructs/observability/web-acl-alarms";
import { EncryptionKey } from "../../../src/constructs/secrets/encryption-key";
import { location } from "../../support/location";
import { alarm, alarms, alarmsProps } from "../../support/alarms";
import { loadBalancer, targetGroup } from "../../support/load-balancer";
import { type Block, type Synthesized, synthesize } from "../../support/synthesized";

const queryOf = (of: Block, id: string): Block | undefined =>
  (of.metric_query as Block[]).find((query) => query.id === id);

describe("LoadBalancerAlarms", () => {
  const create = (props: Partial<LoadBalancerAlarmsProps> = {}): Synthesized =>
    synthesize(
      (stack) =>
        new LoadBalancerAlarms(stack, "alarms", {
          ...alarmsProps(stack),
          loadBalancer: loadBalancer(stack),
          errorPercent: 5,
          leastErrorsPerMinute: 10,
          rejectedConnections: 1,
          ...props,
        }),
    );

  test("go off when a share of requests ends with the load balancer's own errors, of which there are enough", () => {
    const stack = create({ errorPercent: 7, leastErrorsPerMinute: 20 });
    const errors = alarm(stack, "errors");

    expect(errors).toMatchObject({ threshold: 7, comparison_operator: "GreaterThanOrEqualToThreshold" });
    expect(queryOf(errors, "result")?.expression).toBe(
      "IF(FILL(errors, 0) >= 20, 100 * FILL(errors, 0) / MAX([FILL(errors, 0), FILL(requests, 0)]), 0)",
    );
    expect(queryOf(errors, "errors")).toMatchObject({
      metric: {
        namespace: "AWS/ApplicationELB",
        metric_name: "HTTPCode_ELB_5XX_Count",
        dimensions: { LoadBalancer: stack.reference("aws_lb", "load-balancer", "arn_suffix") },
        stat: "Sum",
        period: 60,
      },
    });
    expect(queryOf(errors, "requests")).toMatchObject({ metric: { metric_name: "RequestCount", stat: "Sum" } });
  });

  test("go off when connections are turned away", () => {
    expect(alarm(create({ rejectedConnections: 3 }), "rejected-connections")).toMatchObject({
      metric_name: "RejectedConnectionCount",
      statistic: "Sum",
      threshold: 3,
      treat_missing_data: "notBreaching",
    });
  });

  test("are not there where there is to be none", () => {
    expect(alarms(create({ errorPercent: "none", rejectedConnections: "none" }))).toEqual({});
  });
});

describe("TargetGroupAlarms", () => {
  const create = (props: Partial<TargetGroupAlarmsProps> = {}): Synthesized =>
    synthesize(
      (stack) =>
        new TargetGroupAlarms(stack, "alarms", {
          ...alarmsProps(stack),
          service: "api",
          loadBalancer: loadBalancer(stack),
          targetGroup: targetGroup(stack),
          gracePeriodSeconds: 60,
          errorPercent: 5,
          leastErrorsPerMinute: 10,
          latencySeconds: 2,
          unhealthyTargets: 1,
          ...props,
        }),
    );
  const dimensions = (stack: Synthesized): unknown => ({
    LoadBalancer: stack.reference("aws_lb", "load-balancer", "arn_suffix"),
    TargetGroup: stack.reference("aws_lb_target_group", "target-group", "arn_suffix"),
  });

  test("go off within three minutes when a share of answers are errors", () => {
    const stack = create();
    const errors = alarm(stack, "errors");

    expect(errors).toMatchObject({ threshold: 5, datapoints_to_alarm: 2, evaluation_periods: 3 });
    expect(queryOf(errors, "errors")).toMatchObject({
      metric: { metric_name: "HTTPCode_Target_5XX_Count", dimensions: dimensions(stack), stat: "Sum", period: 60 },
    });
    expect(queryOf(errors, "requests")).toMatchObject({
      metric: { metric_name: "RequestCount", dimensions: dimensions(stack), stat: "Sum" },
    });
  });

  test("go off when the slowest of a hundred answers are late", () => {
    const stack = create({ latencySeconds: 1.5 });

    expect(alarm(stack, "latency")).toMatchObject({
      metric_name: "TargetResponseTime",
      dimensions: dimensions(stack),
      extended_statistic: "p99",
      threshold: 1.5,
      treat_missing_data: "notBreaching",
    });
  });

  test("go off when tasks are unhealthy for longer than a new one may be", () => {
    expect(alarm(create({ gracePeriodSeconds: 300, unhealthyTargets: 2 }), "unhealthy-targets")).toMatchObject({
      metric_name: "UnHealthyHostCount",
      statistic: "Maximum",
      threshold: 2,
      period: 60,
      evaluation_periods: 9,
      datapoints_to_alarm: 9,
    });
  });

  test("are not there where there is to be none", () => {
    const none = { errorPercent: "none", latencySeconds: "none", unhealthyTargets: "none" } as const;

    expect(alarms(create(none))).toEqual({});
  });
});

describe("ServiceAlarms", () => {
  const create = (props: Partial<ServiceAlarmsProps> = {}): Synthesized =>
    synthesize(
      (stack) =>
        new ServiceAlarms(stack, "alarms", {
          ...alarmsProps(stack),
          service: "api",
          clusterName: "shop",
          serviceName: "api-service",
          cpuPercent: 90,
          memoryPercent: 95,
          gracePeriodSeconds: 60,
          ...props,
        }),
    );

  test("go off when fewer tasks run than ECS wants at the moment, be that one, many or none", () => {
    const missing = alarm(create(), "missing-tasks");
    const count = (metric_name: string, stat: string): unknown => ({
      metric: {
        namespace: "ECS/ContainerInsights",
        metric_name,
        dimensions: { ClusterName: "shop", ServiceName: "api-service" },
        stat,
        period: 60,
      },
    });

    expect(missing).toMatchObject({ threshold: 1, treat_missing_data: "missing" });
    expect(queryOf(missing, "result")?.expression).toBe("desired - FILL(running, 0)");
    expect(queryOf(missing, "desired")).toMatchObject(count("DesiredTaskCount", "Minimum") as Block);
    expect(queryOf(missing, "running")).toMatchObject(count("RunningTaskCount", "Maximum") as Block);
  });

  test("wait for as long as replacing a task takes", () => {
    expect(alarm(create({ gracePeriodSeconds: 0 }), "missing-tasks").evaluation_periods).toBe(4);
    expect(alarm(create({ gracePeriodSeconds: 601 }), "missing-tasks").evaluation_periods).toBe(15);
  });

  test.each([
    ["cpu", "CPUUtilization", 90],
    ["memory", "MemoryUtilization", 95],
  ])("go off when the tasks' %s is used up for a quarter of an hour", (name, metric_name, threshold) => {
    expect(alarm(create(), name)).toMatchObject({
      namespace: "AWS/ECS",
      metric_name,
      dimensions: { ClusterName: "shop", ServiceName: "api-service" },
      statistic: "Average",
      threshold,
      period: 300,
      evaluation_periods: 3,
    });
  });

  test("leave only the tasks where there is to be no other", () => {
    expect(Object.keys(alarms(create({ cpuPercent: "none", memoryPercent: "none" })))).toEqual(["missing-tasks"]);
  });
});

describe("patienceMinutes", () => {
  test("is longer than the grace period and never longer than an alarm can look back", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_147_483_647 }), (seconds) => {
        const minutes = replacementMinutes(seconds);
        expect(minutes * 60).toBeGreaterThan(Math.min(seconds, 86_399));
        expect(minutes).toBeLessThanOrEqual(1440);
      }),
    );
  });
});

describe("DatabaseAlarms", () => {
  const create = (props: Partial<DatabaseAlarmsProps> = {}): Synthesized =>
    synthesize(
      (stack) =>
        new DatabaseAlarms(stack, "alarms", {
          ...alarmsProps(stack),
          identifier: "shop",
          cpuPercent: 80,
          freeMemoryBytes: 1024 ** 3 / 4,
          freeStorageBytes: 3 * 1024 ** 3,
          connections: 60,
          ...props,
        }),
    );

  test.each([
    ["cpu", "CPUUtilization", "Average", "GreaterThanOrEqualToThreshold", 80],
    ["memory", "FreeableMemory", "Average", "LessThanOrEqualToThreshold", 1024 ** 3 / 4],
    ["storage", "FreeStorageSpace", "Minimum", "LessThanOrEqualToThreshold", 3 * 1024 ** 3],
    ["connections", "DatabaseConnections", "Maximum", "GreaterThanOrEqualToThreshold", 60],
  ])("watch its %s", (name, metric_name, statistic, comparison_operator, threshold) => {
    expect(alarm(create(), name)).toMatchObject({
      namespace: "AWS/RDS",
      dimensions: { DBInstanceIdentifier: "shop" },
      ...{ metric_name, statistic, comparison_operator, threshold },
      period: 300,
      evaluation_periods: 3,
    });
  });

  test("go off once, by its CPU, when the instance reports nothing any more", () => {
    const stack = create();
    const breaching = Object.keys(alarms(stack)).filter(
      (name) => alarm(stack, name).treat_missing_data === "breaching",
    );

    expect(breaching).toEqual(["cpu"]);
  });

  test("say in whole words how much is left", () => {
    expect(alarms(create()).storage?.alarm_description).toContain("3.00 GiB of storage left");
    expect(alarms(create()).memory?.alarm_description).toContain("0.25 GiB of memory left");
  });

  test("are not there where there is to be none", () => {
    const none = {
      cpuPercent: "none",
      freeMemoryBytes: "none",
      freeStorageBytes: "none",
      connections: "none",
    } as const;

    expect(alarms(create(none))).toEqual({});
  });
});

describe("NatAlarms", () => {
  const create = (giBPerHour: number | "none", zones: readonly string[]): Synthesized =>
    synthesize((stack) => {
      const gateways = zones.map((zone) => ({ zone, id: `nat-${zone}` }));
      new NatAlarms(stack, "alarms", { ...alarmsProps(stack), gateways, giBPerHour });
    });

  test("count what goes through each gateway in an hour, both ways", () => {
    const nat = alarm(create(10, ["a"]), "nat-a");
    const bytes = (metric_name: string): Block => ({
      metric: {
        namespace: "AWS/NATGateway",
        metric_name,
        dimensions: { NatGatewayId: "nat-a" },
        stat: "Sum",
        period: 3600,
      },
    });

    expect(nat).toMatchObject({ threshold: 10, evaluation_periods: 1, treat_missing_data: "notBreaching" });
    expect(queryOf(nat, "result")?.expression).toBe("(FILL(sent, 0) + FILL(received, 0)) / 1073741824");
    expect(queryOf(nat, "sent")).toMatchObject(bytes("BytesOutToDestination"));
    expect(queryOf(nat, "received")).toMatchObject(bytes("BytesInFromDestination"));
  });

  test("are as many as there are gateways", () => {
    expect(Object.keys(alarms(create(10, ["a", "b"]))).sort()).toEqual(["nat-a", "nat-b"]);
    expect(alarms(create(10, []))).toEqual({});
    expect(alarms(create("none", ["a"]))).toEqual({});
  });
});

describe("WebAclAlarms", () => {
  const create = (blockedRequests: number | "none"): Synthesized =>
    synthesize((stack) => {
      const props = alarmsProps(stack);
      const webAcl = new WebAcl(stack, "web-acl", {
        name: "shop-public",
        managedRules: [],
        rateLimit: { requestsPerFiveMinutes: 2000, action: "block" },
        logs: {
          groupName: "aws-waf-logs-shop-public",
          retentionDays: 90,
          encryptionKey: new EncryptionKey(stack, "logs", {
            ...{ alias: "logs", description: "Encrypts", location, onDestroy: "delete" },
          }),
          policy: new WebAclLogPolicy(stack, "log-policy", { name: "shop-web-acl-logs", location }),
          requests: "matched",
          redactedHeaders: [],
        },
      });
      new WebAclAlarms(stack, "alarms", { ...props, webAcl, region: "us-east-1", blockedRequests });
    });

  test("go off when much is refused, by whatever rule", () => {
    const stack = create(500);

    expect(alarm(stack, "blocked-requests")).toMatchObject({
      namespace: "AWS/WAFV2",
      metric_name: "BlockedRequests",
      dimensions: { WebACL: stack.reference("aws_wafv2_web_acl", "web-acl", "name"), Region: "us-east-1", Rule: "ALL" },
      statistic: "Sum",
      period: 300,
      threshold: 500,
      treat_missing_data: "notBreaching",
    });
  });

  test("are not there where there is to be none", () => {
    expect(alarms(create("none"))).toEqual({});
  });
});

describe("CertificateAlarms", () => {
  const create = (daysToExpiry: number | "none"): Synthesized =>
    synthesize((stack) => {
      const certificate = new Certificate(stack, "certificate", {
        domain: "shop.com",
        alternativeNames: [],
        zone: { zoneId: "Z1" },
      });
      new CertificateAlarms(stack, "alarms", { ...alarmsProps(stack), certificate, daysToExpiry });
    });

  test("go off when AWS has not renewed it, and stay so when it has ended", () => {
    const stack = create(30);

    expect(alarm(stack, "expiry")).toMatchObject({
      namespace: "AWS/CertificateManager",
      metric_name: "DaysToExpiry",
      dimensions: {
        CertificateArn: stack.reference("aws_acm_certificate_validation", "certificate/validation", "certificate_arn"),
      },
      statistic: "Minimum",
      comparison_operator: "LessThanOrEqualToThreshold",
      threshold: 30,
      period: 86_400,
      treat_missing_data: "ignore",
    });
  });

  test("are not there where there is to be none", () => {
    expect(alarms(create("none"))).toEqual({});
  });
});
