import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { TerraformStack } from "cdktf";

import type { EndpointAccess } from "../src/constructs/network/endpoint-policy";
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
function endpoints(access: EndpointAccess, services: readonly string[]): (stack: TerraformStack) => void {
  return (stack) => {
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
    new InterfaceEndpoints(stack, "endpoints", { network, name: "closed", location, access, services });
  };
}

function staysAsApplied(choice: (stack: TerraformStack) => void): void {
  const applied = terraform.run("apply", choice);
  expect(applied.output).toContain("Apply complete!");
  expect(applied.exitCode).toBe(0);

  expect(terraform.run("plan", choice).output).toContain("No changes.");
}

test("endpoints for the own account only can be deployed, and then stay as they are", () => {
  staysAsApplied(endpoints("own-account", ["ecr.api", "logs"]));
});

test("they can be opened to any account again, beside those that take no policy", () => {
  staysAsApplied(endpoints("any-account", ["batch", "ecr.api", "logs"]));
});

test("one that takes no policy is refused by the plan where only the own account may use it", () => {
  const { output, exitCode } = terraform.run("plan", endpoints("own-account", ["batch", "ecr.api", "logs"]));
  expect(output.replace(/[│\s]+/g, " ")).toContain(
    'AWS takes no policy for endpoints of batch, so this one cannot be kept for the own account: take it out of network.interfaceEndpoints, or set network.endpointAccess to "any-account".',
  );
  expect(exitCode).toBe(1);
});
