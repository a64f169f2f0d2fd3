import { DataAwsVpc } from "@cdktf/provider-aws/lib/data-aws-vpc";
import { Eip } from "@cdktf/provider-aws/lib/eip";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { describe, expect, test } from "@jest/globals";
import type { TerraformStack } from "cdktf";

import { requireUniqueAddresses } from "../../src/terraform/unique-addresses";
import { synthesize } from "../support/synthesized";

function synthesizeChecked(fill: (stack: TerraformStack) => void): void {
  synthesize((stack) => {
    requireUniqueAddresses(stack);
    fill(stack);
  });
}

describe("requireUniqueAddresses", () => {
  test("refuses two resources of one address and names both paths", () => {
    const synthesis = (): void => {
      synthesizeChecked((stack) => {
        new Eip(stack, "a.b", {});
        new Eip(stack, "ab", {});
      });
    };

    expect(synthesis).toThrow("test/a.b and test/ab have the same Terraform address; give one of them another id");
  });

  test("finds collisions of what was added after it", () => {
    expect(() => {
      synthesize((stack) => {
        new Eip(stack, "a.b", {});
        requireUniqueAddresses(stack);
        new Eip(stack, "ab", {});
      });
    }).toThrow("same Terraform address");
  });

  test("lets a resource and a data source share a name", () => {
    expect(() => {
      synthesizeChecked((stack) => {
        new Vpc(stack, "a.b", {});
        new DataAwsVpc(stack, "ab", {});
      });
    }).not.toThrow();
  });

  test("lets resources of two types share a name", () => {
    expect(() => {
      synthesizeChecked((stack) => {
        new Vpc(stack, "a.b", {});
        new Eip(stack, "ab", {});
      });
    }).not.toThrow();
  });
});
