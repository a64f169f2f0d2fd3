import { describe, expect, test } from "@jest/globals";

import type { PolicyStatement } from "../../../src/constructs/iam/policy-document";
import { Role } from "../../../src/constructs/iam/role";
import { grantee, permissions } from "../../support/grantee";
import { policy, type Synthesized, synthesize } from "../../support/synthesized";

const read: PolicyStatement = { sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::one/*"] };
const write: PolicyStatement = { sid: "Write", actions: ["s3:PutObject"], resources: ["arn:aws:s3:::one/*"] };

function role(...grants: readonly PolicyStatement[]): Synthesized {
  return synthesize((stack) => {
    const role = grantee(stack);
    for (const statement of grants) role.grant(statement);
  });
}

describe("Role", () => {
  test("has one policy, of the role, with a statement for every grant", () => {
    const stack = role(read, write);

    expect(stack.only("aws_iam_role_policy")).toMatchObject({
      name: "grants",
      role: stack.reference("aws_iam_role", "grantee", "name"),
    });
    expect(permissions(stack)).toEqual([
      { Sid: "Read", Effect: "Allow", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::one/*"] },
      { Sid: "Write", Effect: "Allow", Action: ["s3:PutObject"], Resource: ["arn:aws:s3:::one/*"] },
    ]);
  });

  test("has no policy without grants", () => {
    expect(role().types()).toEqual(["aws_iam_role"]);
  });

  test("takes the same statement twice as one", () => {
    expect(permissions(role(read, { ...read }))).toHaveLength(1);
  });

  test("refuses another statement of the same sid and says which role", () => {
    expect(() => role(read, { ...write, sid: "Read" })).toThrow(
      "test/grantee: two different statements are called Read",
    );
  });

  test("is assumed by those it trusts, under their conditions", () => {
    const stack = synthesize(
      (scope) =>
        new Role(scope, "role", {
          name: "flow-logs",
          description: "Writes flow logs",
          trust: {
            principals: { Service: "vpc-flow-logs.amazonaws.com" },
            conditions: { StringEquals: { "aws:SourceAccount": "111122223333" } },
          },
        }),
    );

    const { assume_role_policy: trust, ...attributes } = stack.only("aws_iam_role");
    expect(attributes).toMatchObject({ name: "flow-logs", description: "Writes flow logs" });
    expect(policy(trust).Statement).toEqual([
      {
        Sid: "Trust",
        Effect: "Allow",
        Principal: { Service: "vpc-flow-logs.amazonaws.com" },
        Action: ["sts:AssumeRole"],
        Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
      },
    ]);
  });
});
