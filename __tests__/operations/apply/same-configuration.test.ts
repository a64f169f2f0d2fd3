import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterEach, expect, test } from "@jest/globals";

import { differingFiles } from "../../../src/operations/apply/same-configuration";
import { SynthesizedStack } from "../../../src/operations/synth/synthesized-stack";
import type { TerraformJson } from "../../../src/terraform-json/configuration";

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function stack(files: Readonly<Record<string, string>>): SynthesizedStack {
  const folder = mkdtempSync(path.join(tmpdir(), "stack-"));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return new SynthesizedStack("shop-staging", folder, {} as TerraformJson);
}

const own = { "cdk.tf.json": "{}", "assets/page/index.html": "<p>" };

test("two folders with the same files have the same configuration, whatever Terraform left in them", async () => {
  const planned = stack({
    ...own,
    ".terraform/modules.json": "[]",
    ".terraform.lock.hcl": "aws",
    "stack.tfplan": "PK",
  });
  expect(await differingFiles(planned, stack(own))).toEqual([]);
});

test.each([
  ["another value", { ...own, "cdk.tf.json": '{"resource":{}}' }, "cdk.tf.json"],
  ["another file to upload", { ...own, "assets/page/index.html": "<script>" }, "assets/page/index.html"],
  ["a file more, which Terraform would read too", { ...own, "override.tf": "" }, "override.tf"],
  ["a file less", { "cdk.tf.json": "{}" }, "assets/page/index.html"],
])("differ by %s", async (_, files, file) => {
  expect(await differingFiles(stack(files), stack(own))).toEqual([file.split("/").join(path.sep)]);
});
