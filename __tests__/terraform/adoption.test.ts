import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { describe, expect, test } from "@jest/globals";

import { Adoption } from "../../src/terraform/adoption";
import { synthesize } from "../support/synthesized";

describe("Adoption", () => {
  test("brings something that exists under its resource", () => {
    const stack = synthesize((scope) => {
      new Adoption(scope, "adopt", new S3Bucket(scope, "bucket", {}), "terraform-state");
    });

    expect(stack.section("import")).toEqual([{ to: "aws_s3_bucket.bucket", id: "terraform-state" }]);
  });

  test("stands beside others", () => {
    const stack = synthesize((scope) => {
      new Adoption(scope, "adopt-one", new S3Bucket(scope, "one", {}), "one");
      new Adoption(scope, "adopt-other", new S3Bucket(scope, "other", {}), "other");
    });

    expect(stack.section("import")).toHaveLength(2);
  });
});
