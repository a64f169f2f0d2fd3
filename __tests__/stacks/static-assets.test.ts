import { describe, expect, test } from "@jest/globals";
import { Testing } from "cdktf";

import { checkPlatform } from "../../src/config/platform";
import { selectStacks } from "../../src/config/selection";
import { EnvironmentStack } from "../../src/stacks/environment-stack";
import { validAccount, validEnvironment } from "../support/platform";
import { policy, Synthesized } from "../support/synthesized";

/** The valid environment in Frankfurt, with static assets. */
function frankfurt(): Synthesized {
  const environment = { ...validEnvironment(), region: "eu-central-1", staticAssets: { host: "assets.shop.com" } };
  const platform = checkPlatform({
    accounts: [{ ...validAccount(), region: "eu-central-1" }],
    environments: [environment],
  });
  const [selected] = selectStacks(platform, []).environments;
  if (!selected) throw new Error("there is no environment");
  return new Synthesized(new EnvironmentStack(Testing.app(), selected.environment, selected.account));
}

const stack = frankfurt();

describe("an environment's static assets", () => {
  test("have their certificate and the delivery of their logs in us-east-1, wherever the environment is", () => {
    const elsewhere = [
      "aws_acm_certificate",
      "aws_cloudwatch_log_delivery",
      "aws_cloudwatch_log_delivery_source",
      "aws_cloudwatch_log_delivery_destination",
    ].flatMap((type) => Object.entries(stack.resources(type)).map(([path, { provider }]) => [path, provider]));

    expect(elsewhere).toEqual([
      ["certificate", undefined],
      ["static-assets-edge/certificate", "aws.us-east-1"],
      ["static-assets-edge/logs", "aws.us-east-1"],
      ["static-assets-edge/logs/source", "aws.us-east-1"],
      ["static-assets-edge/logs/destination", "aws.us-east-1"],
    ]);
    expect(stack.only("aws_cloudfront_distribution").viewer_certificate).toMatchObject({
      acm_certificate_arn: stack.reference(
        "aws_acm_certificate_validation",
        "static-assets-edge/certificate/validation",
        "certificate_arn",
      ),
    });
  });

  test("have their buckets in the environment's region, under names of their own", () => {
    const buckets = stack.resources("aws_s3_bucket");

    expect(buckets["static-assets/bucket"]).toMatchObject({ bucket: "shop-test-assets-111122223333-eu-central-1" });
    expect(buckets["static-assets/bucket"]).not.toHaveProperty("provider");
    expect(buckets["static-assets/logs"]).toMatchObject({ bucket: "shop-test-assets-logs-111122223333-eu-central-1" });
  });

  test("keep who asked for what behind the environment's key, which only that delivery may use beside its owner", () => {
    expect(
      stack.resources("aws_s3_bucket_server_side_encryption_configuration")["static-assets/logs/encryption"],
    ).toMatchObject({
      rule: [
        {
          apply_server_side_encryption_by_default: {
            sse_algorithm: "aws:kms",
            kms_master_key_id: stack.reference("aws_kms_key", "key", "arn"),
          },
        },
      ],
    });
    expect(policy(stack.resources("aws_kms_key").key?.policy).Statement).toContainEqual(
      expect.objectContaining({
        Sid: "EncryptDeliveredLogs",
        Condition: {
          StringEquals: { "aws:SourceAccount": "111122223333" },
          ArnLike: { "aws:SourceArn": "arn:aws:logs:us-east-1:111122223333:delivery-source:shop-test-assets" },
        },
      }),
    );
  });

  test("stand in a certificate of their own, not in the load balancer's", () => {
    const certificates = stack.resources("aws_acm_certificate");

    expect(certificates["static-assets-edge/certificate"]).toMatchObject({ domain_name: "assets.shop.com" });
    expect(certificates.certificate).toMatchObject({ subject_alternative_names: ["api.shop.com", "www.shop.com"] });
  });
});
