import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { TerraformStack } from "cdktf";

import { Budget } from "../src/constructs/cost/budget";
import { CompositeAlarm } from "../src/constructs/observability/composite-alarm";
import { DatabaseAlarms } from "../src/constructs/observability/database-alarms";
import { FailedDeployments } from "../src/constructs/observability/failed-deployments";
import { NatAlarms } from "../src/constructs/observability/nat-alarms";
import { alarmTopic } from "./support/alarms";
import { EmulatedTerraform } from "./support/emulated-terraform";
import { location } from "./support/location";

let terraform: EmulatedTerraform;

beforeAll(async () => {
  terraform = await EmulatedTerraform.start();
});

afterAll(() => terraform.stop());

/** A topic with subscribers who have not confirmed yet, and everything that tells it something. */
function monitoring(stack: TerraformStack, natGateways = 97): void {
  const subscribers = { emails: ["on-call@example.com"], urls: ["https://example.com/alarms"] };
  const topic = alarmTopic(stack, { subscribers });
  const common = { topic, nameOf: (concern: string) => `shop/${concern}` };
  const database = new DatabaseAlarms(stack, "database", {
    ...common,
    ...{ identifier: "shop", cpuPercent: 80, freeMemoryBytes: 1e8, freeStorageBytes: 3e9, connections: 60 },
  });
  const gateways = Array.from({ length: natGateways }, (_, index) => ({ zone: `z${index}`, id: `nat-${index}` }));
  const nat = new NatAlarms(stack, "nat", { ...common, gateways, giBPerHour: 10 });
  new CompositeAlarm(stack, "environment", {
    name: "shop/environment",
    description: "Something is wrong.",
    alarms: [...database.all, ...nat.all],
  });
  new FailedDeployments(stack, "failed-deployments", {
    topic,
    location,
    nameOf: (concern) => `shop-${concern}`,
    clusterName: "shop",
    codeDeployApplications: ["shop-api"],
  });
  new Budget(stack, "budget", {
    name: "shop",
    environment: "shop-test",
    monthlyDollars: 100,
    alertPercents: [80, 100],
    forecastPercents: [100],
    topic,
  });
}

test("alarms, a budget and subscriptions that nobody has confirmed are made, stay quiet, become fewer, and go", () => {
  const applied = terraform.run("apply", monitoring);
  expect(applied.output).toContain("Apply complete!");

  const again = terraform.run("plan", monitoring);
  expect(again.output).toContain("No changes. Your infrastructure matches the configuration.");

  const fewer = terraform.run("apply", (stack) => {
    monitoring(stack, 1);
  });
  expect(fewer.output).toContain("Apply complete!");

  const gone = terraform.run("apply", () => undefined);
  expect(gone.output).toContain("0 added, 0 changed");
  expect(gone.exitCode).toBe(0);
});
