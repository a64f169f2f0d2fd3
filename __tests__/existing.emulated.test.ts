import { CreateVpcCommand, EC2Client } from "@aws-sdk/client-ec2";
import { afterAll, beforeAll, expect, test } from "@jest/globals";

import { ExistingClusters } from "../src/constructs/database/existing-clusters";
import { ExistingVpc } from "../src/constructs/network/existing-vpc";
import { EmulatedTerraform } from "./support/emulated-terraform";
import { location } from "./support/location";
import { network } from "./support/network";

let terraform: EmulatedTerraform;

beforeAll(async () => {
  terraform = await EmulatedTerraform.start();
});

afterAll(() => terraform.stop());

/** What Terraform said, on one line. */
function said({ output }: { output: string }): string {
  return output.replaceAll(/[│\s]+/g, " ");
}

test("an RDS cluster that does not exist stops the plan, which says what to do", () => {
  const plan = terraform.run("plan", (stack) => {
    const clusters = { orders: { port: 5432, securityGroupName: "rds-orders", passwordName: "pwd-orders" } };
    new ExistingClusters(stack, "existing-databases", {
      ...{ clusters, network, location, onDestroy: "retain" },
      ...{ keyAlias: "rds", subnetGroupName: "rds" },
    });
  });

  expect(plan.exitCode).toBe(1);
  expect(said(plan)).toContain(
    "The RDS cluster orders does not exist in this account and region. It is not managed here: create or restore it, or take it out of existingDatabases.",
  );
});

test("a VPC lookup that finds two stops the plan", async () => {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const ec2 = new EC2Client({ region: location.region, endpoint: terraform.emulator.url, credentials });
  const Tags = [{ Key: "Name", Value: "twice" }];
  for (const CidrBlock of ["10.1.0.0/16", "10.2.0.0/16"]) {
    await ec2.send(new CreateVpcCommand({ CidrBlock, TagSpecifications: [{ ResourceType: "vpc", Tags }] }));
  }
  const plan = terraform.run("plan", (stack) => {
    const tags = {
      vpcTags: { Name: "twice" },
      publicSubnetTags: { tier: "public" },
      privateSubnetTags: { tier: "private" },
    };
    new ExistingVpc(stack, "network", tags);
  });

  expect(plan.exitCode).toBe(1);
  expect(said(plan)).toContain("multiple EC2 VPCs matched");
});
