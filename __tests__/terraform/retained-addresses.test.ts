import { EfsFileSystem } from "@cdktf/provider-aws/lib/efs-file-system";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { describe, expect, test } from "@jest/globals";

import type { RetainedResources } from "../../src/naming/retained-resources";
import { RetainedAddresses } from "../../src/terraform/retained-addresses";
import { synthesize } from "../support/synthesized";

function removed(known: Partial<RetainedResources>): unknown {
  return synthesize((stack) => {
    new RetainedAddresses(stack, "retained", { managed: [], forgotten: [], ...known });
    new S3Bucket(stack, "bucket", {});
    new EfsFileSystem(stack, "files", {});
  }).section("removed");
}

describe("RetainedAddresses", () => {
  test("do nothing to what is part of the stack, however late it came", () => {
    expect(removed({ managed: ["aws_s3_bucket.bucket", "aws_efs_file_system.files"] })).toBeUndefined();
  });

  test("let Terraform forget, and never destroy, what has left the stack", () => {
    expect(removed({ managed: ["aws_s3_bucket.bucket", "aws_db_instance.database"] })).toEqual([
      { from: "aws_db_instance.database", lifecycle: { destroy: false } },
    ]);
  });

  test("stay with what was forgotten before, for states that still hold it", () => {
    expect(removed({ forgotten: ["aws_db_instance.database"] })).toEqual([
      { from: "aws_db_instance.database", lifecycle: { destroy: false } },
    ]);
  });

  test("let what was forgotten come back", () => {
    expect(removed({ forgotten: ["aws_s3_bucket.bucket"] })).toBeUndefined();
  });

  test("tell a resource from another type's of the same name", () => {
    expect(removed({ managed: ["aws_efs_file_system.bucket"] })).toEqual([
      { from: "aws_efs_file_system.bucket", lifecycle: { destroy: false } },
    ]);
  });

  test("stand in one order, in whichever they are known", () => {
    const known = ["aws_db_instance.b", "aws_db_instance.a"];

    expect(removed({ managed: known })).toEqual(removed({ managed: [...known].reverse() }));
  });

  test("say nothing of what nobody knows", () => {
    expect(removed({})).toBeUndefined();
  });
});
