import { expect, test } from "@jest/globals";

import { permissionsOf, someOf } from "../../src/documentation/permissions";
import { cluster, serviceBodies, stackOf } from "./stack";

function permissions(bodies: Record<string, Record<string, unknown>>): string[] {
  return permissionsOf(stackOf(bodies).blocks).map(
    ({ who, purpose, actions, resources, conditions }) =>
      `${who} | ${purpose} | ${actions.join()} | ${resources.map(({ words }) => words).join()} | ${conditions.join()}`,
  );
}

const role = "aws_iam_role.roles_x_00000000";

function granted(
  statement: Record<string, unknown>,
  trust = '{"Service":"states.amazonaws.com"}',
): Record<string, Record<string, unknown>> {
  return {
    [role]: {
      name: "x",
      assume_role_policy: `{"Statement":[{"Effect":"Allow","Principal":${trust},"Action":"sts:AssumeRole"}]}`,
    },
    "aws_iam_policy.p": { policy: JSON.stringify({ Statement: statement }) },
    "aws_iam_role_policy_attachment.a": { role: `\${${role}.name}`, policy_arn: "${aws_iam_policy.p.arn}" },
  };
}

test("tasks are told by the service that they belong to", () => {
  expect(permissions({ ...cluster, ...serviceBodies("api") })).toEqual([
    "tasks of api | use queue jobs | sqs:SendMessage | sqs jobs | ",
  ]);
});

test("other roles are told by whom they trust, and conditions are words", () => {
  const statement = {
    ...{ Sid: "DecryptThings", Effect: "Allow", Action: "kms:Decrypt", Resource: "${aws_kms_key.key_00000000.arn}" },
    Condition: { StringEquals: { "kms:ViaService": ["a.amazonaws.com", "b.amazonaws.com"] } },
  };
  const key = {
    "aws_kms_key.key_00000000": {},
    "aws_kms_alias.a": { name: "alias/k", target_key_id: "${aws_kms_key.key_00000000.key_id}" },
  };

  expect(permissions({ ...granted(statement), ...key })).toEqual([
    "Step Functions | decrypt things | kms:Decrypt | key alias/k | kms:ViaService is a.amazonaws.com or b.amazonaws.com",
  ]);
});

test("what is denied does not read as if it were allowed", () => {
  expect(
    permissions(granted({ Sid: "Delete", Effect: "Deny", Action: "s3:DeleteObject", Resource: "*" }))[0],
  ).toContain("| not allowed: delete |");
});

test("a policy that is none grants nothing", () => {
  const broken = { ...granted({}), "aws_iam_policy.p": { policy: "${data.aws_iam_policy_document.x.json}" } };
  expect(permissions(broken)).toEqual([]);
});

test("many names are some names and a number", () => {
  expect(someOf(["a"])).toBe("a");
  expect(someOf(["a", "b", "c"])).toBe("a, b and c");
  expect(someOf(["a", "b", "c", "d"], 3)).toBe("a, b and 2 more");
});
