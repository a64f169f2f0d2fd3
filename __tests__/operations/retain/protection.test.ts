import { expect, test } from "@jest/globals";

import { lostProtection } from "../../../src/operations/retain/protection";
import { SynthesizedStack } from "../../../src/operations/synth/synthesized-stack";
import type { TerraformJson } from "../../../src/terraform-json/configuration";

function stack(guardedNames: readonly string[], moved: TerraformJson["moved"] = []): SynthesizedStack {
  const s3 = { bucket: "states", key: "shop", region: "us-east-1", allowed_account_ids: ["111122223333"] };
  const resource = {
    aws_s3_bucket: Object.fromEntries(guardedNames.map((name) => [name, { lifecycle: { prevent_destroy: true } }])),
  };
  return new SynthesizedStack("shop", "", { terraform: { backend: { s3 } }, resource, moved });
}

test("what prevent_destroy guarded before and does not any more is told", () => {
  expect(lostProtection(stack(["a", "b"]), stack(["b"]))).toEqual(["aws_s3_bucket.a"]);
});

test("what was moved and is guarded where it is now has lost nothing", () => {
  const moved = [{ from: "aws_s3_bucket.a", to: "aws_s3_bucket.z" }];
  expect(lostProtection(stack(["a"]), stack(["z"], moved))).toEqual([]);
  expect(lostProtection(stack(["a"]), stack([], moved))).toEqual(["aws_s3_bucket.a"]);
});
