import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { TerraformStack } from "cdktf";

import { InterfaceEndpoints } from "../src/constructs/network/interface-endpoints";
import { Vpc } from "../src/constructs/network/vpc";
import { EmulatedTerraform } from "./support/emulated-terraform";
import { location } from "./support/location";

let terraform: EmulatedTerraform;

beforeAll(async () => {
  terraform = await EmulatedTerraform.start();
});

afterAll(() => terraform.stop());

/** What no environment here chooses, so that no emulation of one shows that it can be deployed. */
function choices(stack: TerraformStack): void {
  const access = "own-account";
  const network = new Vpc(stack, "network", {
    ...{
      name: "closed",
      cidr: "10.0.0.0/16",
      location,
      nat: "none",
      dynamodbEndpoint: "created",
      endpointAccess: access,
    },
    zones: [
      { zone: "a", public: "10.0.1.0/24", private: "10.0.3.0/24" },
      { zone: "b", public: "10.0.2.0/24", private: "10.0.4.0/24" },
    ],
  });
  new InterfaceEndpoints(stack, "endpoints", {
    network,
    name: "closed",
    location,
    access,
    services: ["ecr.api", "logs"],
  });
}

test("endpoints for the own account only can be deployed, and then stay as they are", () => {
  const applied = terraform.run("apply", choices);
  expect(applied.output).toContain("Apply complete!");
  expect(applied.exitCode).toBe(0);

  expect(terraform.run("plan", choices).output).toContain("No changes.");
});
