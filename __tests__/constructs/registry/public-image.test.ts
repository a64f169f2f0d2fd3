import { describe, expect, test } from "@jest/globals";

import { PublicImage } from "../../../src/constructs/registry/public-image";
import { grantee } from "../../support/grantee";
import { synthesize } from "../../support/synthesized";

describe("PublicImage", () => {
  test("is what it is called", () => {
    expect(new PublicImage("grafana/grafana:12.0.0").uri).toBe("grafana/grafana:12.0.0");
  });

  test("needs no permission", () => {
    const stack = synthesize((scope) => {
      grantee(scope);
      new PublicImage("grafana/grafana:12.0.0").grantPull();
    });

    expect(stack.types()).toEqual(["aws_iam_role"]);
  });
});
