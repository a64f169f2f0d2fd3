import { describe, expect, test } from "@jest/globals";

import { created, destroyed, reviewed, type Row, said } from "./plans";

const service = "aws_ecs_service.services_api_service_2FFD5712";
const target = "aws_appautoscaling_target.services_api_scaling_0C1D2E3F";
const waiting = { desired_count: 0, tags: { "first-image": "awaited" } };
const started = { desired_count: 2, tags: { "first-image": "pushed" } };

function replaced(address: string, before: object, after: object): Row {
  const change = { before: { ...before }, after: { ...after } };
  return { address, actions: ["delete", "create"], ...change, action_reason: "replace_by_triggers" };
}

describe("a service that waits for its first image", () => {
  test("is created without a task", () => {
    expect(said(reviewed([created(service, waiting)]))).toEqual({
      [service]: ["routine: waits for its first image, without a task"],
    });
  });

  test("starts its tasks when it is there, and interrupts nobody", () => {
    const review = reviewed([
      replaced(service, waiting, started),
      replaced(target, { min_capacity: 0 }, { min_capacity: 2 }),
    ]);

    expect(said(review)).toEqual({
      [service]: ["review: starts 2 tasks"],
      [target]: ["routine: is replaced with its service"],
    });
  });

  test("starts one task", () => {
    const review = reviewed([replaced(service, waiting, { ...started, desired_count: 1 })]);
    expect(said(review)[service]).toEqual(["review: starts 1 task"]);
  });

  test("is not what a service without tags becomes that runs tasks", () => {
    const running = { id: "arn:aws:ecs:us-east-1:111122223333:service/shop/api", desired_count: 2, tags: null };
    const review = reviewed([
      { address: service, actions: ["update"], before: running, after: { ...running, tags: waiting.tags } },
    ]);
    const [finding] = review.judged[0]?.findings ?? [];

    expect(finding).toMatchObject({
      level: "blocks",
      title: "runs tasks, and would wait for its first image",
      todo: 'Tag it, and plan again: aws ecs tag-resource --resource-arn "arn:aws:ecs:us-east-1:111122223333:service/shop/api" --tags key=first-image,value=pushed',
    });
  });

  test("is missed like any other when it is destroyed", () => {
    expect(said(reviewed([destroyed(service, waiting)]))[service]?.[0]).toMatch(/^dangerous: /);
  });
});

test("a service that runs tasks, whoever started them, is missed while it is replaced", () => {
  expect(said(reviewed([replaced(service, { ...waiting, desired_count: 2 }, started)]))[service]).toEqual([
    "dangerous: is destroyed before the new one exists",
  ]);
});
