import { describe, expect, test } from "@jest/globals";

import { logEncryption } from "../../../src/constructs/observability/log-encryption";
import { location } from "../../support/location";

describe("logEncryption", () => {
  test("lets CloudWatch Logs of the region use the key", () => {
    expect(logEncryption(location)).toMatchObject({ principals: { Service: "logs.us-east-1.amazonaws.com" } });
  });

  test("lets it use the key for log groups of the account and region only", () => {
    expect(logEncryption(location).conditions).toEqual({
      ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:us-east-1:111122223333:log-group:*" },
    });
  });

  test("does not let it change the key", () => {
    expect(logEncryption(location).actions).toEqual([
      "kms:Encrypt",
      "kms:Decrypt",
      "kms:ReEncrypt*",
      "kms:GenerateDataKey*",
    ]);
  });
});
