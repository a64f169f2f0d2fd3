import { describe, expect, test } from "@jest/globals";

import { ErrorMetric } from "../../../src/constructs/observability/error-metric";
import { synthesize } from "../../support/synthesized";
import { taskDefinition } from "../../support/task-definition";

function errorMetric(pattern = "?ERROR ?FATAL"): ReturnType<typeof synthesize> {
  return synthesize((stack) => {
    const { logGroup } = taskDefinition(stack);
    new ErrorMetric(stack, "errors", { service: "api", logGroup, pattern, namespace: "finance-app/staging" });
  });
}

describe("ErrorMetric", () => {
  test("counts lines of errors, and none as none", () => {
    const stack = errorMetric();

    expect(stack.only("aws_cloudwatch_log_metric_filter")).toMatchObject({
      log_group_name: stack.reference("aws_cloudwatch_log_group", "task-definition/log-group", "name"),
      pattern: "?ERROR ?FATAL",
      metric_transformation: {
        namespace: "finance-app/staging",
        name: "api-errors",
        value: "1",
        default_value: "0",
        unit: "Count",
      },
    });
  });

  test("takes a pattern as it is written, though Terraform might see a template in it", () => {
    expect(errorMetric("%{3}% ${x}").only("aws_cloudwatch_log_metric_filter").pattern).toBe("%%{3}% $${x}");
  });
});
