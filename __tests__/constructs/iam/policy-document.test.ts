import { describe, expect, test } from "@jest/globals";

import { merged, policyDocument, type PolicyStatement, statementId } from "../../../src/constructs/iam/policy-document";

describe("policyDocument", () => {
  test("allows unless a statement says otherwise", () => {
    expect(JSON.parse(policyDocument([{ sid: "Read", actions: ["s3:GetObject"], resources: ["arn:one"] }]))).toEqual({
      Version: "2012-10-17",
      Statement: [{ Sid: "Read", Effect: "Allow", Action: ["s3:GetObject"], Resource: ["arn:one"] }],
    });
  });

  test("has principals and conditions where a statement has them", () => {
    const document = policyDocument([
      {
        sid: "TlsOnly",
        effect: "Deny",
        actions: ["s3:*"],
        principals: "*",
        conditions: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);

    expect(JSON.parse(document)).toMatchObject({
      Statement: [{ Effect: "Deny", Principal: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } }],
    });
  });

  test("keeps the order of its statements", () => {
    const statements = ["B", "A", "C"].map((sid) => ({ sid, actions: ["s3:GetObject"] }));

    expect(policyDocument(statements).match(/"Sid":"."/g)).toEqual(['"Sid":"B"', '"Sid":"A"', '"Sid":"C"']);
  });
});

describe("statementId", () => {
  test("holds nothing but letters and digits", () => {
    expect(statementId("decrypt", "finance-app/staging key", "ssm")).toBe("DecryptFinanceAppStagingKeySsm");
  });

  test("tells environment variables apart by their words", () => {
    expect(statementId("read", "JWT_SECRET_KEY")).not.toBe(statementId("read", "JWTSECRETKEY"));
  });
});

describe("merged", () => {
  const read = (sid: string, resource: string): PolicyStatement => ({
    sid,
    actions: ["s3:GetObject"],
    resources: [resource],
  });

  test("makes one statement of those that differ in their resources only", () => {
    expect(merged([read("One", "a"), read("Other", "b"), read("Again", "a")])).toEqual([
      { sid: "OneAndOthers", actions: ["s3:GetObject"], resources: ["a", "b"] },
    ]);
  });

  test("keeps apart what differs in actions or conditions", () => {
    const conditional = { ...read("Other", "a"), conditions: { Bool: { "aws:SecureTransport": "true" } } };

    expect(merged([read("One", "a"), conditional])).toEqual([read("One", "a"), conditional]);
  });
});
