import { describe, expect, test } from "@jest/globals";

import { AliasRecords } from "../../../src/constructs/ingress/alias-records";
import { distribution } from "../../support/distribution";
import { grantee, permissions } from "../../support/grantee";
import { type Block, policy, synthesize } from "../../support/synthesized";

const stack = synthesize((scope) => {
  const assets = distribution(scope);
  new AliasRecords(scope, "records", { hosts: ["assets.shop.com"], zone: { zoneId: "Z1" }, target: assets });
  assets.grantUpload(grantee(scope));
});
const created = stack.only("aws_cloudfront_distribution");
const headers = stack.only("aws_cloudfront_response_headers_policy");

describe("Distribution", () => {
  test("answers for its host with TLS 1.2 or newer only, and sends the rest there", () => {
    expect(created).toMatchObject({
      aliases: ["assets.shop.com"],
      viewer_certificate: {
        acm_certificate_arn: stack.reference(
          "aws_acm_certificate_validation",
          "certificate/validation",
          "certificate_arn",
        ),
        minimum_protocol_version: "TLSv1.2_2021",
        ssl_support_method: "sni-only",
      },
      default_cache_behavior: { viewer_protocol_policy: "redirect-to-https" },
    });
  });

  test("speaks HTTP/2, HTTP/3 and IPv6", () => {
    expect(created).toMatchObject({ http_version: "http2and3", is_ipv6_enabled: true });
  });

  test("caches what is read, compressed, by its path alone", () => {
    expect(created.default_cache_behavior).toMatchObject({
      allowed_methods: ["GET", "HEAD"],
      cached_methods: ["GET", "HEAD"],
      cache_policy_id: "658327ea-f89d-4fab-a63d-7e88639e58f6",
      compress: true,
    });
  });

  test("signs every request to its bucket", () => {
    expect(created.origin).toMatchObject([
      {
        domain_name: stack.reference("aws_s3_bucket", "bucket", "bucket_regional_domain_name"),
        origin_access_control_id: stack.reference(
          "aws_cloudfront_origin_access_control",
          "distribution/access-control",
          "id",
        ),
      },
    ]);
    expect(stack.only("aws_cloudfront_origin_access_control")).toMatchObject({
      origin_access_control_origin_type: "s3",
      signing_behavior: "always",
      signing_protocol: "sigv4",
    });
  });

  test("alone may read its bucket, and not list it", () => {
    const allowed = policy(stack.only("aws_s3_bucket_policy").policy).Statement.filter(
      ({ Effect }) => Effect === "Allow",
    );

    expect(allowed).toEqual([
      {
        Sid: "DistributionReads",
        Effect: "Allow",
        Principal: { Service: "cloudfront.amazonaws.com" },
        Action: ["s3:GetObject"],
        Resource: [`${stack.reference("aws_s3_bucket", "bucket", "arn")}/*`],
        Condition: {
          StringEquals: { "aws:SourceArn": stack.reference("aws_cloudfront_distribution", "distribution", "arn") },
        },
      },
    ]);
    expect(stack.only("aws_s3_bucket_public_access_block")).toMatchObject({ restrict_public_buckets: true });
  });

  test("answers 404 for a file that is not there, and asks again soon", () => {
    expect(created.custom_error_response).toEqual([
      { error_code: 403, response_code: 404, response_page_path: "/not-found.txt", error_caching_min_ttl: 10 },
    ]);
    expect(stack.only("aws_s3_object")).toMatchObject({ key: "not-found.txt", cache_control: "no-store" });
  });

  test("puts its page there once the bucket keeps versions, so that all of it can be destroyed", () => {
    expect(stack.only("aws_s3_object").depends_on).toEqual([expect.stringMatching(/^aws_s3_bucket_versioning\./)]);
  });

  test("tells browsers to be strict", () => {
    expect(headers.security_headers_config).toMatchObject({
      strict_transport_security: { access_control_max_age_sec: 63_072_000, include_subdomains: true, override: true },
      content_type_options: { override: true },
      frame_options: { frame_option: "DENY", override: true },
      referrer_policy: { referrer_policy: "strict-origin-when-cross-origin", override: true },
      content_security_policy: {
        content_security_policy: "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      },
    });
    expect(created.default_cache_behavior).toMatchObject({
      response_headers_policy_id: stack.reference(
        "aws_cloudfront_response_headers_policy",
        "distribution/headers",
        "id",
      ),
    });
  });

  test("lets browsers keep a file for good, unless it says otherwise itself", () => {
    expect((headers.custom_headers_config as Block).items).toContainEqual({
      header: "Cache-Control",
      value: "public, max-age=31536000, immutable",
      override: false,
    });
  });

  test("lets scripts of the origins that it is told read the files, without credentials", () => {
    const own = synthesize((scope) => distribution(scope, { allowedOrigins: ["https://www.shop.com"] }));

    expect(own.only("aws_cloudfront_response_headers_policy").cors_config).toMatchObject({
      access_control_allow_origins: { items: ["https://www.shop.com"] },
      access_control_allow_credentials: false,
      access_control_allow_methods: { items: ["GET", "HEAD"] },
    });
    expect(headers.cors_config).toMatchObject({ access_control_allow_origins: { items: ["*"] } });
  });

  test("is what its host resolves to, by IPv4 and IPv6", () => {
    const records = Object.entries(stack.resources("aws_route53_record")).filter(([path]) =>
      path.startsWith("records/"),
    );

    expect(records.map(([, { type }]) => type)).toEqual(["A", "AAAA"]);
    for (const [, record] of records) {
      expect(record).toMatchObject({
        name: "assets.shop.com",
        alias: {
          name: stack.reference("aws_cloudfront_distribution", "distribution", "domain_name"),
          zone_id: stack.reference("aws_cloudfront_distribution", "distribution", "hosted_zone_id"),
          evaluate_target_health: false,
        },
      });
    }
  });

  test("lets who may upload add files and invalidate, and neither read nor delete", () => {
    const bucket = stack.reference("aws_s3_bucket", "bucket", "arn");

    expect(permissions(stack)).toEqual([
      { Sid: "ListAssets", Effect: "Allow", Action: ["s3:ListBucket"], Resource: [bucket] },
      {
        Sid: "UploadAssets",
        Effect: "Allow",
        Action: ["s3:AbortMultipartUpload", "s3:PutObject"],
        Resource: [`${bucket}/*`],
      },
      {
        Sid: "InvalidateAssets",
        Effect: "Allow",
        Action: ["cloudfront:CreateInvalidation", "cloudfront:GetInvalidation"],
        Resource: [stack.reference("aws_cloudfront_distribution", "distribution", "arn")],
      },
    ]);
  });
});
