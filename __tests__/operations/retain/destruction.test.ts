import { describe, expect, test } from "@jest/globals";

import { refuseProtected } from "../../../src/operations/retain/destruction";
import { protectedResources } from "../../../src/operations/retain/protection";
import { stackOf } from "../support/stack";

const production = stackOf("shop-production", {
  resource: {
    aws_db_instance: { main: { deletion_protection: true, lifecycle: { prevent_destroy: true } } },
    aws_lb: { public: { enable_deletion_protection: true } },
    aws_sns_topic: { events: { lifecycle: { ignore_changes: ["tags"] } } },
    aws_db_instance_read: { copy: { deletion_protection: false } },
  },
});

describe("a protected environment", () => {
  test("protects what the configuration says, each with its reasons", () => {
    expect(protectedResources(production)).toEqual([
      { address: "aws_db_instance.main", reasons: ["prevent_destroy", "deletion_protection"] },
      { address: "aws_lb.public", reasons: ["enable_deletion_protection"] },
    ]);
  });

  test("is not destroyed, and the refusal names every protected resource and the ways on", () => {
    expect(() => {
      refuseProtected(production);
    }).toThrow(/not destroyed; nothing was changed[^]*aws_db_instance\.main[^]*aws_lb\.public[^]*--retain-protected/);
  });

  test("is one that protects something: any other is not refused", () => {
    expect(() => {
      refuseProtected(stackOf("shop-staging", { resource: { aws_sns_topic: { events: {} } } }));
    }).not.toThrow();
  });
});
