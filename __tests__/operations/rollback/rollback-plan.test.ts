import { describe, expect, test } from "@jest/globals";

import {
  describeRollback,
  imageAfter,
  imageParameterOf,
  nothingBefore,
  refuseDuringDeploy,
} from "../../../src/operations/rollback/rollback-plan";
import { declaredService } from "../support/declared-service";

const arn = "arn:aws:ecs:us-east-1:111122223333:task-definition/shop-api";
const running = { arn: `${arn}:8`, image: "registry/api:1.5.0" };
const target = { arn: `${arn}:6`, image: "registry/api:1.4.0" };
const rolling = { kind: "rolling", owner: "pipeline", minimumHealthyPercent: 100 } as const;
const pipelines = declaredService({ deployment: rolling });
const single = declaredService({ deployment: { ...rolling, minimumHealthyPercent: 0 } });
const blueGreen = declaredService({ deployment: { kind: "blue-green", application: "a", group: "g" } });

describe("a rollback says what will happen", () => {
  test("where Terraform deploys", () => {
    const rollback = { kind: "image", parameter: "/images/api", running, choice: "1.4.0" } as const;
    expect(describeRollback(declaredService(), rollback)).toEqual([
      "api of shop-staging goes back from image 1.5.0 to 1.4.0:",
      "  1. The parameter /images/api says 1.4.0, so that no later deploy brings the image back.",
      "  2. A revision like shop-api:8 but with that image is registered; Terraform takes it for its own.",
      "  3. ECS replaces the tasks, and keeps the ones that run if the new ones do not become healthy.",
    ]);
  });

  test.each([
    [pipelines, "ECS"],
    [blueGreen, "CodeDeploy", "  No alarm stops it, since it may be what ends the alarm."],
  ])("where a pipeline deploys", (service, by, ...more) => {
    expect(describeRollback(service, { kind: "revision", running, target })).toEqual([
      "api of shop-staging goes back from shop-api:8 (image 1.5.0) to shop-api:6 (image 1.4.0):",
      `  ${by} replaces the tasks, and keeps the ones that run if the new ones do not become healthy.`,
      ...more,
      "  The next run of its pipeline deploys what the pipeline says.",
    ]);
  });

  test("where the service is down meanwhile", () => {
    expect(describeRollback(single, { kind: "revision", running, target })).toEqual([
      "api of shop-staging goes back from shop-api:8 (image 1.5.0) to shop-api:6 (image 1.4.0):",
      "  ECS stops the tasks before it starts new ones (minimumHealthyPercent is 0): the service is down until those are healthy.",
      "  The next run of its pipeline deploys what the pipeline says.",
    ]);
  });

  test("while CodeDeploy is at it", () => {
    expect(describeRollback(blueGreen, { kind: "stop", deployment: "d-1", target })).toEqual([
      "api of shop-staging: CodeDeploy's deployment d-1 of shop-api:6 (image 1.4.0) is stopped,",
      "  and CodeDeploy takes requests back to what ran before it.",
    ]);
  });
});

test("the image after a rollback is the one that was chosen, or the revision's", () => {
  const parameter = "/images/api";
  expect(imageAfter({ kind: "image", parameter, running, choice: "1.4.0" })).toBe("registry/api:1.4.0");
  expect(imageAfter({ kind: "revision", running, target })).toBe("registry/api:1.4.0");
  expect(imageAfter({ kind: "stop", deployment: "d-1", target: undefined })).toBeUndefined();
});

describe("a rollback is refused", () => {
  test("when the image stands in the configuration", () => {
    expect(() => imageParameterOf(declaredService({ imageParameter: undefined }))).toThrow(
      [
        "The image of api stands in its configuration, so a rollback is a change of that: the next deploy would undo any other.",
        "Revert it there, then:  npm run deploy -- shop-staging",
      ].join("\n"),
    );
  });

  test("when nothing ran before", () => {
    expect(nothingBefore(pipelines, running).message).toBe(
      [
        "No deployment is known that ran api of shop-staging with another revision than shop-api:8.",
        "Say what to go back to:  npm run rollback -- shop-staging api --to <number of the revision>",
      ].join("\n"),
    );
  });

  test("while somebody deploys", () => {
    const lock = { ID: "1", Operation: "OperationTypeApply", Who: "deployer@host", Created: "2026-01-01T00:00:00Z" };
    expect(() => {
      refuseDuringDeploy({ name: "shop-staging" }, lock);
    }).toThrow(
      "deployer@host has been at the state of shop-staging since 2026-01-01T00:00:00Z (OperationTypeApply), so nothing was rolled back. Repeat it when that is done.",
    );
    expect(() => {
      refuseDuringDeploy({ name: "shop-staging" }, undefined);
    }).not.toThrow();
  });
});
