import { describe, expect, test } from "@jest/globals";

import { StateBucket } from "../../../src/constructs/storage/state-bucket";
import { location } from "../../support/location";
import { type Synthesized, synthesize } from "../../support/synthesized";

function stateBucket(): Synthesized {
  return synthesize(
    (stack) =>
      new StateBucket(stack, "state", { bucketName: "terraform-state-1", keyAlias: "terraform-state", location }),
  );
}

describe("StateBucket", () => {
  test("adopts the bucket, the key and the alias that bootstrapping has made", () => {
    const stack = stateBucket();

    expect(stack.section("import")).toEqual(
      expect.arrayContaining([
        { to: stack.address("aws_s3_bucket", "state/bucket"), id: "terraform-state-1" },
        { to: stack.address("aws_kms_alias", "state/key/alias"), id: "alias/terraform-state" },
        {
          to: stack.address("aws_kms_key", "state/key"),
          id: stack.reference("data.aws_kms_alias", "state/existing-key", "target_key_id"),
        },
      ]),
    );
    expect(stack.section("import")).toHaveLength(3);
  });

  test("finds the key by its alias", () => {
    expect(stateBucket().data("aws_kms_alias")).toMatchObject({
      "state/existing-key": { name: "alias/terraform-state" },
    });
  });

  test.each(["aws_s3_bucket", "aws_kms_key"])("keeps plans from destroying its %s", (type) => {
    expect(stateBucket().only(type)).toMatchObject({ lifecycle: { prevent_destroy: true } });
  });

  test("encrypts states with the key", () => {
    const stack = stateBucket();

    expect(stack.only("aws_s3_bucket_server_side_encryption_configuration")).toMatchObject({
      rule: [
        {
          apply_server_side_encryption_by_default: {
            sse_algorithm: "aws:kms",
            kms_master_key_id: stack.reference("aws_kms_key", "state/key", "arn"),
          },
        },
      ],
    });
  });

  test("keeps earlier versions of a state for 90 days, and the state itself for ever", () => {
    const { rule } = stateBucket().only("aws_s3_bucket_lifecycle_configuration");

    expect(rule).toMatchObject([{ noncurrent_version_expiration: [{ noncurrent_days: 90 }] }]);
    expect(rule).not.toMatchObject([{ expiration: expect.anything() }]);
  });
});
