import { type S3Client, NoSuchKey } from "@aws-sdk/client-s3";
import { describe, expect, test } from "@jest/globals";

import { Failure } from "../../../src/operations/failure";
import { lockHeldMessage, requireStateLock } from "../../../src/operations/state/state-lock";
import { stackOf } from "../support/stack";

test("a held lock is told with its holder, since when, how to wait, and how to free it", () => {
  const lock = {
    ID: "5d20f768",
    Operation: "OperationTypeApply",
    Who: "deployer@laptop",
    Created: "2026-03-01T10:00:00Z",
  };
  expect(lockHeldMessage(stackOf("shop-staging"), lock)).toBe(
    [
      "The state of shop-staging is locked, so nothing was changed:",
      "  held by    deployer@laptop",
      "  since      2026-03-01T10:00:00Z",
      "  doing      OperationTypeApply",
      "To wait for it, repeat the command with  --lock-timeout 10m",
      "If its holder is gone, free the lock and repeat:",
      "  npm run recover -- shop-staging",
    ].join("\n"),
  );
});

describe("a lock that must be known", () => {
  const refusing = (error: Error): S3Client => ({ send: () => Promise.reject(error) }) as unknown as S3Client;

  test("and may not be read is told with the permissions that it takes", async () => {
    const denied = Object.assign(new Error("Access Denied"), { name: "AccessDenied" });

    await expect(requireStateLock(stackOf("shop-staging"), refusing(denied))).rejects.toEqual(
      new Failure(
        [
          "Whether the state of shop-staging is locked may not be read, so nothing was changed: Access Denied",
          "Use credentials with s3:ListBucket on the bucket state, s3:GetObject on shop-staging.tfstate.tflock in it, and kms:Decrypt with the state encryption key.",
        ].join("\n"),
      ),
    );
  });

  test("is nobody's where there is none", async () => {
    const missing = new NoSuchKey({ message: "The specified key does not exist.", $metadata: {} });

    expect(await requireStateLock(stackOf("shop-staging"), refusing(missing))).toBeUndefined();
  });

  test("is not made up where S3 fails otherwise", async () => {
    const failed = new Error("We encountered an internal error.");

    await expect(requireStateLock(stackOf("shop-staging"), refusing(failed))).rejects.toBe(failed);
  });
});
