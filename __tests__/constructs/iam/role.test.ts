import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import type { PolicyStatement } from "../../../src/constructs/iam/policy-document";
import { Role } from "../../../src/constructs/iam/role";
import { addressOf } from "../../../src/terraform/address";
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
  test("has one policy, attached to nobody else, with a statement for every grant", () => {
    const stack = role(read, write);

    expect(stack.only("aws_iam_policy")).toMatchObject({ name: "grantee" });
    expect(stack.only("aws_iam_role_policy_attachment")).toMatchObject({
      role: stack.reference("aws_iam_role", "grantee", "name"),
      policy_arn: stack.reference("aws_iam_policy", "grantee/policy", "arn"),
    });
    expect(permissions(stack)).toEqual([
      { Sid: "Read", Effect: "Allow", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::one/*"] },
      { Sid: "Write", Effect: "Allow", Action: ["s3:PutObject"], Resource: ["arn:aws:s3:::one/*"] },
    ]);
  });

  test("has policies of AWS beside its own, and is ready when all are attached", () => {
    let permissions: string[] = [];
    const stack = synthesize((scope) => {
      const role = grantee(scope);
      role.grant(read);
      role.addManagedPolicy("service-role/AWSBackupServiceRolePolicyForBackup");
      permissions = role.permissions.map(addressOf);
    });

    const managed = "grantee/AWSBackupServiceRolePolicyForBackup";
    expect(stack.resources("aws_iam_role_policy_attachment")[managed]).toEqual({
      role: stack.reference("aws_iam_role", "grantee", "name"),
      policy_arn: "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup",
    });
    expect(permissions).toEqual(
      ["grantee/attachment", managed].map((path) => stack.address("aws_iam_role_policy_attachment", path)),
    );
  });

  test("has as many policies as its statements need, since IAM takes 6,144 characters in each", () => {
    const stack = synthesize((scope) => {
      const role = grantee(scope);
      role.grant(read);
      for (let index = 0; index < 200; index++)
        role.grant({
          sid: `Update${index}`,
          actions: ["ecs:UpdateService"],
          resources: [`arn:aws:ecs:us-east-1:111122223333:service/shop-production/service-${index}`],
        });
      role.grant({ ...read, resources: ["arn:aws:s3:::other/*"] });
    });

    const policies = Object.values(stack.resources("aws_iam_policy"));
    expect(policies.map(({ name }) => name).sort()).toEqual(["grantee", "grantee-2", "grantee-3"]);
    const sizes = policies.map(({ policy: document }) => String(document).length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(6144);
    expect(Object.keys(stack.resources("aws_iam_role_policy_attachment")).sort()).toEqual(
      ["", "-2", "-3"].map((suffix) => `grantee/attachment${suffix}`),
    );
    const granted = policies.flatMap(({ policy: document }) =>
      policy(document).Statement.flatMap((one) => one.Resource),
    );
    expect(granted).toHaveLength(202);
    expect(new Set(granted).size).toBe(202);
  });

  test("may do exactly what it was granted, however often and in however many policies", () => {
    const grants = fc.array(
      fc.record({
        action: fc.nat({ max: 3 }),
        service: fc.nat({ max: 200 }),
        length: fc.integer({ min: 1, max: 300 }),
      }),
      { minLength: 1, maxLength: 60 },
    );
    fc.assert(
      fc.property(grants, (some) => {
        const statements = some.map(({ action, service, length }) => ({
          sid: `Do${action}`,
          actions: [`ecs:Action${action}`],
          resources: [`arn:aws:ecs:us-east-1:111122223333:service/${service}/${"x".repeat(length)}`],
        }));
        const stack = role(...statements);
        const documents = Object.values(stack.resources("aws_iam_policy")).map(({ policy: document }) =>
          String(document),
        );
        const granted = documents.flatMap((document) =>
          policy(document).Statement.flatMap(({ Action = [], Resource = [] }) =>
            [Resource].flat().map((resource) => `${String(Action)} ${resource}`),
          ),
        );
        expect(granted.sort()).toEqual(
          [...new Set(statements.map(({ actions, resources }) => `${String(actions)} ${String(resources)}`))].sort(),
        );
        expect(Math.max(...documents.map(({ length }) => length))).toBeLessThanOrEqual(6144);
      }),
      { numRuns: 50 },
    );
  });

  test("leaves room for ARNs that only a deploy knows", () => {
    const stack = synthesize((scope) => {
      const role = grantee(scope);
      for (let index = 0; index < 60; index++) {
        const bucket = new S3Bucket(scope, `bucket-${index}`, {});
        role.grant({ sid: `Read${index}`, actions: ["s3:GetObject"], resources: [bucket.arn] });
      }
    });

    const documents = Object.values(stack.resources("aws_iam_policy")).map(({ policy: document }) => String(document));
    const deployed = documents.map((document) => document.replaceAll(/\$\{[^}]*\}/g, "x".repeat(120)).length);
    expect(documents).toHaveLength(2);
    expect(Math.max(...deployed)).toBeLessThanOrEqual(6144);
  });

  test("has no policy without grants", () => {
    expect(role().types()).toEqual(["aws_iam_role"]);
  });

  test("gives its policy another name where it is told one", () => {
    const stack = synthesize((scope) => {
      const named = new Role(scope, "role", {
        name: "CR-api",
        policyName: "CRP-api",
        description: "Runs the API",
        trust: { principals: { Service: "ecs-tasks.amazonaws.com" } },
      });
      named.grant(read);
    });

    expect(stack.only("aws_iam_role").name).toBe("CR-api");
    expect(stack.only("aws_iam_policy").name).toBe("CRP-api");
  });

  test("tells what others wait for until it may do what it was granted, and nothing before", () => {
    const told: string[][] = [];
    const stack = synthesize((scope) => {
      const waited = grantee(scope);
      told.push(waited.permissions.map(addressOf));
      waited.grant(read);
      waited.grant(write);
      told.push(waited.permissions.map(addressOf));
    });

    expect(told).toEqual([[], [stack.address("aws_iam_role_policy_attachment", "grantee/attachment")]]);
  });

  test("takes the same statement twice as one", () => {
    expect(permissions(role(read, { ...read }))).toHaveLength(1);
  });

  test("takes the same statement on something else as one on both", () => {
    const [statement] = permissions(role(read, { ...read, resources: ["arn:aws:s3:::other"] }));

    expect(statement?.Resource).toEqual(["arn:aws:s3:::one/*", "arn:aws:s3:::other"]);
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

  test("is assumed with a web identity where it trusts one", () => {
    const stack = synthesize(
      (scope) =>
        new Role(scope, "role", {
          name: "pipeline",
          description: "Deploys",
          trust: { action: "sts:AssumeRoleWithWebIdentity", principals: { Federated: "arn:provider" } },
        }),
    );

    expect(policy(stack.only("aws_iam_role").assume_role_policy).Statement).toEqual([
      {
        Sid: "Trust",
        Effect: "Allow",
        Principal: { Federated: "arn:provider" },
        Action: ["sts:AssumeRoleWithWebIdentity"],
      },
    ]);
  });
});
