import { describe, expect, test } from "@jest/globals";

import { Failure } from "../../../src/operations/failure";
import type { Run } from "../../../src/operations/processes/child-process";
import { checkTerraformVersion, isCompatible } from "../../../src/operations/terraform/terraform-version";

const terraform =
  (version: string): Run =>
  () =>
    Promise.resolve({ exitCode: 0, stdout: JSON.stringify({ terraform_version: version }), output: "" });

describe("Terraform's version", () => {
  test.each([
    ["1.11.4", true],
    ["1.11.12", true],
    ["1.11.3", false],
    ["1.12.0", true],
    ["1.14.3", true],
    ["1.9.8", false],
    ["0.15.5", false],
    ["2.0.0", false],
    ["1.11.5-beta1", false],
  ])("%s fits 1.11.4: %s", (found, fits) => {
    expect(isCompatible(found, "1.11.4")).toBe(fits);
  });

  test("is accepted when it is the one in .terraform-version", async () => {
    await expect(checkTerraformVersion(terraform("1.11.4"))).resolves.toBe("1.11.4");
  });

  test("of another release is refused with what was found, what is expected and how to get it", async () => {
    const check = checkTerraformVersion(terraform("1.9.8"));
    await expect(check).rejects.toThrow(Failure);
    await expect(check).rejects.toThrow(
      /^Terraform 1\.9\.8 was found, but 1\.11\.4 or a later 1\.x is needed\.\nGet it with .*tfenv install.*hashicorp\.com\/terraform\/install$/,
    );
  });

  test("cannot be told when there is no Terraform, which is said with how to get it", async () => {
    const missing: Run = () => Promise.reject(new Failure("cannot run terraform: spawn terraform ENOENT"));
    await expect(checkTerraformVersion(missing)).rejects.toThrow(
      /^Terraform was not found \(looked for "terraform" on the PATH\), but 1\.11\.4 or a later 1\.x is needed\.\nGet it with/,
    );
  });

  test("cannot be told when the program is not Terraform", async () => {
    const other: Run = () => Promise.resolve({ exitCode: 0, stdout: "hello", output: "hello" });
    await expect(checkTerraformVersion(other)).rejects.toThrow(/^Terraform was not found/);
  });
});
