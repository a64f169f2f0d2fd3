import { z } from "zod";

const expectation = 'expected "enabled", "disabled" or how much is traced, as in { percent: 5 }';
const share = "expected a percentage above 0 and up to 100";
const defaultPercent = 5;

/** Whether a service's requests are traced through X-Ray, and how many of them. */
export const tracingSchema = z
  .union(
    [
      z.enum(["enabled", "disabled"]),
      z.strictObject({
        /**
         * The share of requests that are traced.
         * @costs by the trace
         * @default 5
         */
        percent: z.number(share).gt(0, share).max(100, share).default(defaultPercent),
      }),
    ],
    expectation,
  )
  .transform((tracing) => {
    if (tracing === "disabled") return undefined;
    return tracing === "enabled" ? { percent: defaultPercent } : tracing;
  });

/**
 * The environment variables through which an application finds the collector (OpenTelemetry, "Environment Variable
 * Specification"). `OTEL_TRACES_SAMPLER` is not one of them: a service may choose another sampler by itself.
 */
export const tracingVariables: readonly string[] = [
  "OTEL_SERVICE_NAME",
  "OTEL_PROPAGATORS",
  "OTEL_TRACES_EXPORTER",
  "OTEL_METRICS_EXPORTER",
  "OTEL_LOGS_EXPORTER",
  "OTEL_EXPORTER_OTLP_ENDPOINT",
  "OTEL_EXPORTER_OTLP_PROTOCOL",
];
