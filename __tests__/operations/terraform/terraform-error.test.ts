import { describe, expect, test } from "@jest/globals";

import { terraformError } from "../../../src/operations/terraform/terraform-error";

describe("what Terraform says went wrong", () => {
  test("begins at its first error", () => {
    const output = "Plan: 1 to add\naws_lb.main: Creating...\n\nError: creating load balancer\n\n  with aws_lb.main\n";
    expect(terraformError(output)).toBe("Error: creating load balancer\n\n  with aws_lb.main");
  });

  test("is told without what cdktf adds", () => {
    const output =
      "shop  Error: creating load balancer\n\n0 Stacks deploying     1 Stack done\nInvoking Terraform CLI failed with exit code 1\n";
    expect(terraformError(output)).toBe("shop  Error: creating load balancer");
  });

  test("is its last lines when it names no error", () => {
    const lines = Array.from({ length: 30 }, (_, index) => `line ${index}`);
    expect(terraformError(lines.join("\n"))).toBe(lines.slice(10).join("\n"));
  });
});
