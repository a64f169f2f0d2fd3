import { describe, expect, test } from "@jest/globals";

import { constructId } from "../../src/naming/construct-id";

describe("constructId", () => {
  test("consists of what survives in a Terraform address", () => {
    expect(constructId("*.api.finance-app.com/v1/*")).toMatch(/^[A-Za-z0-9_-]+$/);
  });

  test("tells a wildcard from the domain below which it stands", () => {
    expect(constructId("*.finance-app.com")).not.toBe(constructId("finance-app.com"));
  });

  test("tells a dot from a hyphen", () => {
    expect(constructId("api.staging.finance-app.com")).not.toBe(constructId("api-staging.finance-app.com"));
  });
});
