import { DataAwsSubnets } from "@cdktf/provider-aws/lib/data-aws-subnets";
import { DataAwsVpc } from "@cdktf/provider-aws/lib/data-aws-vpc";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { TerraformStack } from "cdktf";

import { EmulatedTerraform } from "../../support/emulated-terraform";
import { fargateService } from "../../support/fargate-service";
import { network } from "../../support/network";
import { container, taskDefinition } from "../../support/task-definition";

let terraform: EmulatedTerraform;

beforeAll(async () => {
  terraform = await EmulatedTerraform.start();
});

afterAll(() => terraform.stop());

/** A service in the emulated account's default VPC, whose application does this. */
function running(command: readonly string[]): (stack: TerraformStack) => void {
  return (stack) => {
    const vpcId = new DataAwsVpc(stack, "vpc", { default: true }).id;
    const subnets = new DataAwsSubnets(stack, "subnets", { filter: [{ name: "vpc-id", values: [vpcId] }] });
    fargateService(stack, {
      network: { ...network, vpcId, privateSubnetIds: subnets.ids },
      taskDefinition: taskDefinition(stack, { containers: [{ ...container, command }], trackLatest: true }),
    });
  };
}

function inOneLine(output: string): string {
  return output.replace(/[│╷╵\s]+/g, " ");
}

test("a deploy is over when the service runs its revision, and the next plan is empty", () => {
  const service = running(["serve"]);
  const { output, exitCode } = terraform.run("apply", service);
  expect(output).toContain("Apply complete!");
  expect(exitCode).toBe(0);
  expect(terraform.run("plan", service).output).toContain("No changes.");
});

test("a deploy whose revision ECS takes back fails, and says where the reasons are", () => {
  const { output, exitCode } = terraform.run("apply", running(["sh", "-c", "exit 3"]));
  expect(inOneLine(output)).toContain(
    "ECS took the new revision of api back, since its tasks did not become healthy; the revision before runs. Why they stopped: npm run status -- finance-staging",
  );
  expect(exitCode).toBe(1);
});

test("the next plan deploys the revision once more, and one that works is deployed", () => {
  expect(terraform.run("plan", running(["sh", "-c", "exit 3"])).output).toContain(
    "0 to add, 1 to change, 0 to destroy",
  );

  const { output, exitCode } = terraform.run("apply", running(["serve", "--better"]));
  expect(output).toContain("Apply complete!");
  expect(exitCode).toBe(0);
});
