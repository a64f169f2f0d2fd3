import { expect, test } from "@jest/globals";
import { App, DataResource, TerraformStack } from "cdktf";

import { Synthesized } from "../../support/synthesized";

test("a reference to another stack is refused, where cdktf would add an output there and read its state", () => {
  const app = new App();
  const network = new DataResource(new TerraformStack(app, "network"), "vpc");
  const services = new TerraformStack(app, "services");
  new DataResource(services, "api", { input: { vpc: network.id } });

  expect(() => new Synthesized(services)).toThrow(
    "services refers to terraform_data.vpc.id of network: a reference may not cross stacks",
  );
});

test("values that look like tokens and are none stay as they are", () => {
  const stack = new TerraformStack(new App(), "test");
  const input = {
    "1e9": ["2e+3", -1, 0.5, 7],
    "${path.module}": "${local.a} and $${literal}",
    none: null,
    flag: false,
  };
  new DataResource(stack, "data", { input });

  expect(Object.values(new Synthesized(stack).resources("terraform_data"))[0]?.input).toEqual(input);
});
