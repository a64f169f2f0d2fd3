import { expect, test } from "@jest/globals";

import type { Deployment } from "../../src/report/facts";
import { rolloutOf } from "../../src/report/rollout";
import { read, service } from "./facts";

const deployment = (outcome: Deployment["outcome"], reason?: string): Deployment => ({
  outcome,
  at: undefined,
  reason,
});

test.each([
  ["all tasks run", service(), "steady", "2 of 2 running, shop-api:7"],
  ["a task starts", service({ running: 1, pending: 1 }), "moving", "1 of 2 running, 1 starting, shop-api:7"],
  ["ECS still deploys", service({ deployment: deployment("in progress") }), "moving", "2 of 2 running, shop-api:7"],
  [
    "it failed",
    service({ deployment: deployment("failed", "tasks failed to start") }),
    "failed",
    "failed: tasks failed to start",
  ],
  ["it was rolled back", service({ deployment: deployment("rolled back") }), "failed", "rolled back"],
  ["it is scaled to zero", service({ desired: 0, running: 0 }), "steady", "0 of 0 running, shop-api:7"],
  [
    "it waits for its first image",
    service({ desired: 0, running: 0, image: "shop/api:not-pushed-yet" }),
    "steady",
    "waits for its first image",
  ],
  ["there is none", service("missing"), "failed", "not deployed"],
])("when %s, it is %s", (_, fact, state, text) => {
  expect(rolloutOf("api", { services: [fact], blueGreen: read(), deploying: undefined })).toEqual({ state, text });
});

test("nothing is steady as long as somebody deploys", () => {
  expect(rolloutOf("api", { services: [service()], blueGreen: read(), deploying: "ana" }).state).toBe("moving");
  expect(rolloutOf("api", { services: [service("missing")], blueGreen: read(), deploying: "ana" })).toEqual({
    state: "moving",
    text: "not there yet; ana deploys",
  });
});

test("what CodeDeploy deploys is judged by its deployment", () => {
  const last = { id: "d-1", ...deployment("failed", "the alarm is on") };
  const services = [service({ deployment: undefined }, { deploys: "blue-green" })];
  const blueGreen = read({ service: "api", group: "shop-api", last });
  expect(rolloutOf("api", { services, blueGreen, deploying: undefined }).text).toBe("failed: the alarm is on");
});
