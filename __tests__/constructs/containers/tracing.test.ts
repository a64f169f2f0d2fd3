import { describe, expect, test } from "@jest/globals";

import { Tracing } from "../../../src/constructs/containers/tracing";
import { grantee, permissions } from "../../support/grantee";
import { synthesize } from "../../support/synthesized";

const { stack, tracing } = tracedService();

function tracedService(): { stack: ReturnType<typeof synthesize>; tracing: Tracing } {
  const made: Tracing[] = [];
  const synthesized = synthesize((scope) => {
    const one = new Tracing(scope, "tracing", {
      name: "finance-app-staging-api",
      percent: 5,
      collectorName: "otel-collector",
      collectorMemoryMiB: 256,
    });
    one.grantSend(grantee(scope));
    made.push(one);
  });
  const [first] = made;
  if (!first) throw new Error("nothing was made");
  return { stack: synthesized, tracing: first };
}

interface Configuration {
  readonly receivers: { readonly otlp: { readonly protocols: Record<string, { readonly endpoint: string }> } };
  readonly extensions: { readonly awsproxy: { readonly endpoint: string } };
  readonly processors: { readonly memory_limiter: { readonly limit_mib: number; readonly spike_limit_mib: number } };
  readonly service: { readonly pipelines: Record<string, { readonly exporters: string[] }> };
}

function configuration(): Configuration {
  return JSON.parse(tracing.collector.environment.AOT_CONFIG_CONTENT ?? "") as Configuration;
}

describe("Tracing", () => {
  test("samples the first request of each second and a share of the others", () => {
    expect(stack.only("aws_xray_sampling_rule")).toMatchObject({
      rule_name: "finance-app-staging-api",
      service_name: "finance-app-staging-api",
      reservoir_size: 1,
      fixed_rate: 0.05,
    });
  });

  test("samples as much in applications that do not ask X-Ray", () => {
    expect(tracing.clientEnvironment).toMatchObject({
      OTEL_TRACES_SAMPLER: "parentbased_traceidratio",
      OTEL_TRACES_SAMPLER_ARG: "0.05",
    });
  });

  test("groups the traces of its service by the name that the application gives itself", () => {
    expect(stack.only("aws_xray_group")).toMatchObject({
      group_name: "finance-app-staging-api",
      filter_expression: 'service("finance-app-staging-api")',
    });
    expect(tracing.clientEnvironment.OTEL_SERVICE_NAME).toBe("finance-app-staging-api");
  });

  test("has a collector, pinned, that may write nothing and without which the task goes on", () => {
    expect(tracing.collector.image).toMatch(/:v\d+\.\d+\.\d+$/);
    expect(tracing.collector).toMatchObject({
      name: "otel-collector",
      essential: false,
      memoryMiB: 256,
      rootFilesystem: "read-only",
      healthCheck: { command: ["CMD", "/healthcheck"] },
    });
  });

  test("has a collector that hears the task alone, where the application speaks", () => {
    const { receivers, extensions } = configuration();
    const endpoints = [...Object.values(receivers.otlp.protocols), extensions.awsproxy].map(({ endpoint }) => endpoint);

    expect(endpoints).toEqual(["127.0.0.1:4317", "127.0.0.1:4318", "127.0.0.1:2000"]);
    expect(tracing.clientEnvironment.OTEL_EXPORTER_OTLP_ENDPOINT).toBe("http://127.0.0.1:4318");
  });

  test("has a collector that drops traces before it runs out of memory", () => {
    expect(configuration().processors.memory_limiter).toMatchObject({ limit_mib: 204, spike_limit_mib: 51 });
  });

  test("sends traces to X-Ray, and nothing anywhere else", () => {
    expect(Object.keys(configuration().service.pipelines)).toEqual(["traces"]);
    expect(configuration().service.pipelines.traces?.exporters).toEqual(["awsxray"]);
    expect(tracing.clientEnvironment).toMatchObject({ OTEL_METRICS_EXPORTER: "none", OTEL_LOGS_EXPORTER: "none" });
  });

  test("lets the task send traces and read sampling rules, and nothing else", () => {
    expect(permissions(stack)).toEqual([
      {
        Sid: "SendTraces",
        Effect: "Allow",
        Action: [
          "xray:PutTraceSegments",
          "xray:PutTelemetryRecords",
          "xray:GetSamplingRules",
          "xray:GetSamplingTargets",
          "xray:GetSamplingStatisticSummaries",
        ],
        Resource: ["*"],
      },
    ]);
  });
});
