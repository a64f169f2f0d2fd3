import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { TerraformStack } from "cdktf";

import type { PostgresInstanceProps } from "../../../src/constructs/database/postgres-instance";
import { Vpc } from "../../../src/constructs/network/vpc";
import { readPlan } from "../../../src/review/plan";
import { review } from "../../../src/review/review";
import { EmulatedTerraform } from "../../support/emulated-terraform";
import { location } from "../../support/location";
import { postgresInstance } from "../../support/postgres-instance";

let terraform: EmulatedTerraform;

beforeAll(async () => {
  terraform = await EmulatedTerraform.start();
});

afterAll(() => terraform.stop());

function database(props: Partial<PostgresInstanceProps>): (stack: TerraformStack) => void {
  return (stack) => {
    const zones = [
      { zone: "a", public: "10.0.1.0/24", private: "10.0.3.0/24" },
      { zone: "b", public: "10.0.2.0/24", private: "10.0.4.0/24" },
    ];
    const network = new Vpc(stack, "network", { name: "test", cidr: "10.0.0.0/16", location, nat: "none", zones });
    postgresInstance(stack, { network, monitoringIntervalSeconds: 0, ...props });
  };
}

/** What the review says of the database. */
function reviewOf(props: Partial<PostgresInstanceProps>): string[] {
  const { judged } = review(readPlan(terraform.planJson(database(props))));
  const found = judged.find(({ change }) => change.type === "aws_db_instance");
  return found?.findings.map(({ level, title }) => `${level}: ${title}`) ?? [];
}

const interrupts = "dangerous: changes the database in a way that interrupts or slows it";

test("an upgrade that waits for its window is blocked and fails, one that does not is neither", () => {
  expect(terraform.run("apply", database({ engineVersion: "15" })).output).toContain("Apply complete!");

  expect(reviewOf({ engineVersion: "16" })).toEqual([
    "blocks: upgrades its engine in the maintenance window, and the deploy fails before that",
    interrupts,
  ]);
  const waiting = terraform.run("apply", database({ engineVersion: "16" }));
  expect(waiting.output).toContain("InvalidDBParameterGroupState");
  expect(waiting.exitCode).toBe(1);

  const atOnce = { engineVersion: "16", applyChanges: "immediately" } as const;
  expect(reviewOf(atOnce)).toEqual([interrupts, "review: also changes"]);
  expect(terraform.run("apply", database(atOnce)).output).toContain("Apply complete!");
  expect(terraform.run("plan", database(atOnce)).output).toContain("No changes.");
});
