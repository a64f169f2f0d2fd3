import { SynthesizedStack } from "../../../src/operations/synth/synthesized-stack";
import type { TerraformJson } from "../../../src/terraform-json/configuration";

/** A stack as `main.ts` would have synthesized it, reduced to what a test is about. */
export function stackOf(
  name: string,
  blocks: Pick<TerraformJson, "provider" | "resource" | "data" | "output"> = {},
): SynthesizedStack {
  const s3 = {
    bucket: "state",
    key: `${name}.tfstate`,
    region: "us-east-1",
    kms_key_id: "arn:aws:kms:us-east-1:111122223333:alias/terraform-state",
    allowed_account_ids: ["111122223333"],
  };
  return new SynthesizedStack(name, `/out/stacks/${name}`, { terraform: { backend: { s3 } }, ...blocks });
}

/** The foundation of the account that `stackOf` puts its stacks into. */
export function foundationOf(account: string): SynthesizedStack {
  return stackOf(`foundation-${account}`, { resource: { aws_s3_bucket: { state: { bucket: "state" } } } });
}
