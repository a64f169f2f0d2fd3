import { describe, expect, test } from "@jest/globals";

import type { ClientIn } from "../../../src/operations/aws/client";
import { looks, stillThere } from "../../../src/operations/recover/still-there";
import { readArn } from "../../../src/recovery/arn";
import { onCallRole } from "../../support/on-call-role";
import { policy } from "../../support/synthesized";

const arns: Readonly<Record<string, string>> = {
  "ec2:natgateway": "arn:aws:ec2:sa-east-1:111122223333:natgateway/nat-1",
  "ec2:vpc-endpoint": "arn:aws:ec2:sa-east-1:111122223333:vpc-endpoint/vpce-1",
  "ecs:cluster": "arn:aws:ecs:sa-east-1:111122223333:cluster/old",
  "ecs:service": "arn:aws:ecs:sa-east-1:111122223333:service/old/api",
  "kms:key": "arn:aws:kms:sa-east-1:111122223333:key/1a2b",
  "rds:db": "arn:aws:rds:sa-east-1:111122223333:db:old",
  "secretsmanager:secret": "arn:aws:secretsmanager:sa-east-1:111122223333:secret:old-AbCdEf",
};

/** Clients that note the IAM action of each call with its region, and answer with an error of a name. */
function clientsWith(errorName: string): { clientIn: ClientIn; calls: string[] } {
  const calls: string[] = [];
  const clientIn = ((type: { name: string }, region: string) => {
    const send = (sent: object): never => {
      const action = sent.constructor.name.replace(/Command$/, "");
      calls.push(`${region} ${type.name.replace(/Client$/, "").toLowerCase()}:${action}`);
      throw Object.assign(new Error(errorName), { name: errorName });
    };
    return { send };
  }) as ClientIn;
  return { clientIn, calls };
}

const statements = Object.values(
  onCallRole(["arn:aws:iam::111122223333:role/on-call"]).resources("aws_iam_policy"),
).flatMap((each) => policy(each.policy).Statement);

/** Whether people on call may do something, whatever the conditions of the request. */
function isGranted(action: string, arn: string): boolean {
  const isMatch = (pattern: string): boolean => new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(arn);
  return statements.some(
    ({ Action, Resource = [], Condition }) =>
      Condition === undefined && Action.includes(action) && Resource.some(isMatch),
  );
}

test("every kind that is looked at is tried here", () => {
  expect(Object.keys(arns)).toEqual(Object.keys(looks));
});

describe.each(Object.values(arns))("%s", (arn) => {
  test("is asked of the clients that are given, which people on call may ask, too", async () => {
    const { clientIn, calls } = clientsWith("ResourceNotFoundException");
    expect(await stillThere(readArn(arn), clientIn)).toBeUndefined();
    expect(calls).toHaveLength(1);
    const [region, action = ""] = calls[0]?.split(" ") ?? [];
    expect(region).toBe("sa-east-1");
    expect(isGranted(action, arn)).toBe(true);
  });

  test("counts as there where one may not ask", async () => {
    expect(await stillThere(readArn(arn), clientsWith("AccessDeniedException").clientIn)).toEqual({});
  });
});
