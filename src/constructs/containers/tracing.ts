import { XrayGroup } from "@cdktf/provider-aws/lib/xray-group";
import { XraySamplingRule } from "@cdktf/provider-aws/lib/xray-sampling-rule";
import { Construct } from "constructs";

import type { IGrantable } from "../iam/role";
import type { ContainerDefinition } from "./container-definition";

export interface TracingProps {
  /** What the service is called in traces: unique in the account and region, at most 32 characters. */
  readonly name: string;
  /** The share of requests that are traced. */
  readonly percent: number;
  /** What the collector's container is called. */
  readonly collectorName: string;
  /** MiB that the collector is held to. */
  readonly collectorMemoryMiB: number;
}

/**
 * What it takes to trace a service's requests through X-Ray: a collector beside the application (AWS Distro for
 * OpenTelemetry), which hears only what is said inside the task, a sampling rule (AWS X-Ray Developer Guide,
 * "Configuring sampling rules"), and a group that shows this service's traces.
 *
 *     application ── OTLP, 4318 ──► collector ── PutTraceSegments ──► X-Ray
 *                 ── sampling rules, 2000 ──►
 *
 * Costs money: traces, by the million recorded; and the collector takes its share of the task's CPU and memory.
 */
export class Tracing extends Construct {
  /** The environment variables that an application instrumented with OpenTelemetry reads by itself. */
  public readonly clientEnvironment: Readonly<Record<string, string>>;
  public readonly collector: ContainerDefinition;

  public constructor(scope: Construct, id: string, props: TracingProps) {
    super(scope, id);
    const { name, percent } = props;
    new XraySamplingRule(this, "sampling-rule", {
      ruleName: name,
      version: 1,
      priority: 1000,
      reservoirSize: 1, // the first request of each second, so that quiet services are seen too
      fixedRate: percent / 100,
      serviceName: name,
      ...{ serviceType: "*", host: "*", httpMethod: "*", urlPath: "*", resourceArn: "*" },
    });
    new XrayGroup(this, "group", { groupName: name, filterExpression: `service("${name}")` });
    this.clientEnvironment = clientEnvironment(props);
    this.collector = collector(props);
  }

  /** Lets a task send traces and ask for sampling rules; AWS lets these be granted on `*` only. */
  public grantSend(grantee: IGrantable): void {
    grantee.grant({
      sid: "SendTraces",
      actions: [
        "xray:PutTraceSegments",
        "xray:PutTelemetryRecords",
        "xray:GetSamplingRules",
        "xray:GetSamplingTargets",
        "xray:GetSamplingStatisticSummaries",
      ],
      resources: ["*"],
    });
  }
}

/**
 * Every SDK knows the sampler by ratio. One that asks X-Ray for its rules instead is a library of its own, which a service
 * chooses by `OTEL_TRACES_SAMPLER` or in its code; the rule is the same.
 */
function clientEnvironment({ name, percent }: TracingProps): Record<string, string> {
  return {
    OTEL_SERVICE_NAME: name,
    OTEL_PROPAGATORS: "tracecontext,baggage,xray",
    OTEL_TRACES_SAMPLER: "parentbased_traceidratio",
    OTEL_TRACES_SAMPLER_ARG: String(percent / 100),
    OTEL_TRACES_EXPORTER: "otlp",
    OTEL_METRICS_EXPORTER: "none",
    OTEL_LOGS_EXPORTER: "none",
    OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:4318",
    OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf",
  };
}

/** It holds nothing that the application needs: a task goes on without it. */
function collector({ collectorName, collectorMemoryMiB }: TracingProps): ContainerDefinition {
  return {
    name: collectorName,
    image: "public.ecr.aws/aws-observability/aws-otel-collector:v0.49.0",
    essential: false,
    environment: { AOT_CONFIG_CONTENT: JSON.stringify(collectorConfiguration(collectorMemoryMiB)) },
    memoryMiB: collectorMemoryMiB,
    rootFilesystem: "read-only",
    healthCheck: {
      command: ["CMD", "/healthcheck"],
      intervalSeconds: 30,
      timeoutSeconds: 5,
      retries: 3,
      startPeriodSeconds: 10,
    },
  };
}

/** As the image's own `ecs-xray.yaml`, but for the task only, within its memory, and with X-Ray's sampling rules at hand. */
function collectorConfiguration(memoryMiB: number): unknown {
  return {
    extensions: { health_check: {}, awsproxy: { endpoint: "127.0.0.1:2000" } },
    receivers: {
      otlp: { protocols: { grpc: { endpoint: "127.0.0.1:4317" }, http: { endpoint: "127.0.0.1:4318" } } },
    },
    processors: {
      memory_limiter: {
        check_interval: "1s",
        limit_mib: Math.floor(memoryMiB * 0.8),
        spike_limit_mib: Math.floor(memoryMiB * 0.2),
      },
      resourcedetection: { detectors: ["env", "ecs"] },
      batch: { timeout: "1s", send_batch_size: 50 },
    },
    exporters: { awsxray: {} },
    service: {
      telemetry: { logs: { level: "warn" } },
      extensions: ["health_check", "awsproxy"],
      pipelines: {
        traces: {
          receivers: ["otlp"],
          processors: ["memory_limiter", "resourcedetection", "batch"],
          exporters: ["awsxray"],
        },
      },
    },
  };
}
