import { describe, expect, test } from "@jest/globals";

import type { PolicyStatement } from "../../src/constructs/iam/policy-document";
import { Roles } from "../../src/stacks/roles";
import { permissions } from "../support/grantee";
import { location } from "../support/location";
import { policy, type Synthesized, synthesize } from "../support/synthesized";

const read: PolicyStatement = { sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::one/*"] };
const write: PolicyStatement = { sid: "Write", actions: ["s3:PutObject"], resources: ["arn:aws:s3:::one/*"] };

function roles(fill: (roles: Roles) => void): Synthesized {
  return synthesize((stack) => {
    fill(new Roles(stack, "roles", location));
  });
}

describe("Roles", () => {
  test("make one role of a name, with all that whoever shares it is granted", () => {
    const stack = roles((made) => {
      made.forTasks("ecs-dev", "With it ECS starts tasks").grant(read);
      made.forTasks("ecs-dev", "With it ECS starts tasks").grant(write);
    });

    expect(stack.only("aws_iam_role")).toMatchObject({ name: "ecs-dev", description: "With it ECS starts tasks" });
    expect(permissions(stack, "roles/ecs-dev").map(({ Sid }) => Sid)).toEqual(["Read", "Write"]);
  });

  test("keep what one role may do from another", () => {
    const stack = roles((made) => {
      made.forTasks("CR-api", "In it an application runs").grant(read);
      made.forTasks("CR-worker", "In it an application runs").grant(write);
    });

    expect(permissions(stack, "roles/CR-api").map(({ Sid }) => Sid)).toEqual(["Read"]);
    expect(permissions(stack, "roles/CR-worker").map(({ Sid }) => Sid)).toEqual(["Write"]);
  });

  test("name a role's policy like the role unless told otherwise", () => {
    const stack = roles((made) => {
      made.forTasks("ecs-dev", "With it ECS starts tasks").grant(read);
      made.forTasks("CR-api", "In it an application runs", "CRP-api").grant(read);
    });

    expect(stack.resources("aws_iam_policy")).toMatchObject({
      "roles/ecs-dev/policy": { name: "ecs-dev" },
      "roles/CR-api/policy": { name: "CRP-api" },
    });
  });

  test("let only ECS tasks of the account and region assume them", () => {
    const stack = roles((made) => made.forTasks("ecs-dev", "With it ECS starts tasks"));

    expect(policy(stack.only("aws_iam_role").assume_role_policy).Statement).toEqual([
      {
        Sid: "Trust",
        Effect: "Allow",
        Principal: { Service: "ecs-tasks.amazonaws.com" },
        Action: ["sts:AssumeRole"],
        Condition: {
          StringEquals: { "aws:SourceAccount": "111122223333" },
          ArnLike: { "aws:SourceArn": "arn:aws:ecs:us-east-1:111122223333:*" },
        },
      },
    ]);
  });

  test("tell names apart that differ in a dot only", () => {
    const stack = roles((made) => {
      made.forTasks("team.api", "In it an application runs");
      made.forTasks("teamapi", "In it an application runs");
    });

    expect(Object.values(stack.resources("aws_iam_role")).map(({ name }) => name)).toEqual(
      expect.arrayContaining(["team.api", "teamapi"]),
    );
  });
});
