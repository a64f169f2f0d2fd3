import { expect, test } from "@jest/globals";

import { policiesOf, vainStatements } from "../../../src/operations/policy/authorization/authorization";
import { run } from "../../../src/operations/processes/child-process";
import { everyStack } from "../../support/environments";

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

function problemsOf(statement: Statement): Promise<readonly string[]> {
  const policy = { Version: "2012-10-17", Statement: [{ Sid: "S", Effect: "Allow", ...statement }] };
  return vainStatements([{ where: "here", identity: true, policy }], run);
}

const group = "arn:aws:codedeploy:us-east-1:111122223333:deploymentgroup:a/a";
const cluster = "arn:aws:ecs:us-east-1:111122223333:cluster/a";

test.each<[string, Statement, string]>([
  [
    "an action that there is not",
    { Action: "ecs:DescribeService", Resource: "*" },
    "here, S: AWS has no action ecs:DescribeService",
  ],
  [
    "an action on resources that AWS knows on everything only",
    { Action: ["codedeploy:StopDeployment"], Resource: [group] },
    "here, S: codedeploy:StopDeployment names resources, but AWS knows it on everything only",
  ],
  [
    "an action on resources of another type",
    { Action: ["ecs:UpdateService"], Resource: [cluster] },
    "here, S: ecs:UpdateService names resources, none of which is of a type that it works on",
  ],
  [
    "a condition that the action does not know",
    { Action: "logs:GetLogEvents", Resource: "*", Condition: { ArnEquals: { "ecs:cluster": cluster } } },
    "here, S: logs:GetLogEvents has the condition ecs:cluster, which AWS does not know of it",
  ],
])("sees %s", async (_, statement, problem) => {
  expect(await problemsOf(statement)).toEqual([problem]);
});

test.each<[string, Statement]>([
  ["a pattern of actions", { Action: "ecs:Describe*", Resource: "*" }],
  ["what only a deploy knows", { Action: "ecs:UpdateService", Resource: "${aws_ecs_service.api.id}" }],
  ["resources of which one fits", { Action: "ecs:ExecuteCommand", Resource: [group, cluster] }],
  [
    "a condition of any action",
    { Action: "s3:GetObject", Resource: "*", Condition: { Bool: { "aws:SecureTransport": "true" } } },
  ],
  [
    "a condition of the action",
    { Action: "ecs:ListTasks", Resource: "*", Condition: { ArnEquals: { "ecs:cluster": cluster } } },
  ],
])("takes %s", async (_, statement) => {
  expect(await problemsOf(statement)).toEqual([]);
});

test("no stack has a statement that AWS would never apply", async () => {
  const policies = everyStack().flatMap(policiesOf);
  expect(policies.length).toBeGreaterThan(50);
  expect(await vainStatements(policies, run)).toEqual([]);
});
